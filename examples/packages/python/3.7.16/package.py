name = "python"

version = "3.7.16"

description = "The Python interpreter."

authors = ["Python Software Foundation"]

tools = ["python"]

help = [
    ["Home Page", "https://www.python.org"],
    ["Library Reference", "https://docs.python.org/3.7/library/"],
]

tests = {
    "runs": "python -c 'import sys; sys.exit(0)'",
}


def commands():
    env.PATH.prepend("{root}/bin")
    # The wrapper in bin/ starts this machine's Python; a caller may name another one.
    if defined("EXAMPLE_PYTHON"):
        env.EXAMPLE_PYTHON = getenv("EXAMPLE_PYTHON")
