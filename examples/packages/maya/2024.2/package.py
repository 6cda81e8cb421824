name = "maya"

version = "2024.2"

description = "Autodesk Maya."

authors = ["Autodesk"]

tools = ["maya", "mayapy", "mayabatch", "render"]

requires = [
    # Ships 3.10; the batch tools are certified with 3.9 too.
    "python-3.9+<3.11",
    # The bundled TBB must be the one that plug-ins see.
    "~tbb-2020",
]

help = [["Help", "https://help.autodesk.com/view/MAYAUL/2024/ENU/"]]

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
