name = "mtoa"

version = "5.2.2"

description = "Arnold for Maya."

authors = ["Autodesk"]

requires = ["arnold-7.1"]

variants = [["maya-2022"], ["maya-2023"]]

plugin_for = ["maya"]


def commands():
    env.MAYA_MODULE_PATH.append("{root}")
    env.MAYA_RENDER_DESC_PATH.append("{root}")
    env.MTOA_PATH = "{root}"
    # Arnold for Maya must find the renderer it was built with first.
    env.PATH.prepend("{resolve.arnold.root}/bin")
