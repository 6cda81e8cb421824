name = "maya"

version = "2022.5"

description = "Autodesk Maya."

authors = ["Autodesk"]

tools = ["maya", "mayapy", "mayabatch", "render"]

requires = [
    "~tbb-2020",
    "~alembic-1.7",
]

variants = [["python-3.7"], ["python-2.7"]]

help = [["Help", "https://help.autodesk.com/view/MAYAUL/2022/ENU/"]]

has_plugins = True


def commands():
    env.MAYA_VERSION = "{version.major}"
    env.MAYA_LOCATION = "{root}"
    env.PATH.prepend("{root}/bin")
    env.MAYA_DISABLE_CIP = 1
    env.MAYA_DISABLE_CER = 1

    if system.platform == "linux":
        env.LD_LIBRARY_PATH.append("{root}/lib")

    alias("mayabatch", "maya -batch")
