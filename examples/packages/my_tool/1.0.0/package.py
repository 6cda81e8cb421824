name = "my_tool"

version = "1.0.0"

description = "Prints the environment it is started in."

authors = ["Pipeline"]

tools = ["my_tool"]

requires = ["python-2.7|3.7", "~maya-2022"]


def commands():
    env.MY_TOOL_ROOT = "{root}"
    env.PATH.prepend("{root}/bin")
