name = "arnold"

version = "7.2.5"

description = "Arnold renderer."

authors = ["Autodesk"]

tools = ["kick", "maketx", "oslc"]

requires = ["~ocio-2.2+"]

variants = [["platform-linux"], ["platform-windows"]]


def commands():
    env.ARNOLD_PATH = "{root}"
    env.PATH.append("{root}/bin")
    env.PYTHONPATH.append("{root}/python")

    if "ocio" in resolve:
        env.ARNOLD_COLOR_MANAGER = "ocio"
