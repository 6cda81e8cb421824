name = "pyside"

version = "6.5.3"

description = "Qt for Python."

authors = ["The Qt Company"]

requires = ["python-3.9+"]


def commands():
    env.PYTHONPATH.append("{root}/python")
    env.QT_PREFERRED_BINDING = "PySide2" if version.major == 5 else "PySide6"
