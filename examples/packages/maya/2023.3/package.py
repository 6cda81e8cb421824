name = "maya"

version = "2023.3"

description = "Autodesk Maya."

authors = ["Autodesk"]

tools = ["maya", "mayapy", "mayabatch", "render"]

requires = [
    "python-3.9",
    "~tbb-2020",
]

help = [["Help", "https://help.autodesk.com/view/MAYAUL/2023/ENU/"]]

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
