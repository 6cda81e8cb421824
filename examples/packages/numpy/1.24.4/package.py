name = "numpy"

version = "1.24.4"

description = "Arrays for Python."

authors = ["NumPy developers"]

variants = [["python-3.9"], ["python-3.10"], ["python-3.11"]]

tests = {
    "import": {"command": "python -c 'import numpy'", "requires": ["python"]},
}


def commands():
    env.PYTHONPATH.append("{root}/python")
