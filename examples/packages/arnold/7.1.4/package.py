name = "arnold"

version = "7.1.4"

description = "Arnold renderer."

authors = ["Autodesk"]

tools = ["kick", "maketx"]

variants = [["platform-linux"], ["platform-windows"]]


def commands():
    env.ARNOLD_PATH = "{root}"
    env.PATH.append("{root}/bin")
    env.PYTHONPATH.append("{root}/python")
