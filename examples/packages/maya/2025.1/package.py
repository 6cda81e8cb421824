name = "maya"

version = "2025.1"

description = "Autodesk Maya."

authors = ["Autodesk"]

tools = ["maya", "mayapy", "mayabatch", "render"]

requires = [
    "python-3.11",
    "~tbb-2021+",
    "!pyside-5",
]

help = [["Help", "https://help.autodesk.com/view/MAYAUL/2025/ENU/"]]

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
