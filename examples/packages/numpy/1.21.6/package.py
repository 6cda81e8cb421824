name = "numpy"

version = "1.21.6"

description = "Arrays for Python."

authors = ["NumPy developers"]

variants = [["python-3.7"], ["python-3.9"]]

tests = {
    "import": {"command": "python -c 'import numpy'", "requires": ["python"]},
}


def commands():
    env.PYTHONPATH.append("{root}/python")
