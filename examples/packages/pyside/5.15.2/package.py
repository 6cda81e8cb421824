name = "pyside"

version = "5.15.2"

description = "Qt for Python."

authors = ["The Qt Company"]

requires = ["python-2.7|3.7+<3.11"]


def commands():
    env.PYTHONPATH.append("{root}/python")
    env.QT_PREFERRED_BINDING = "PySide2" if version.major == 5 else "PySide6"
