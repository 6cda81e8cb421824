name = "mtoa"

version = "5.3.5"

description = "Arnold for Maya."

authors = ["Autodesk"]

requires = ["arnold-7.2"]

variants = [["maya-2023"], ["maya-2024"], ["maya-2025"]]

plugin_for = ["maya"]


def commands():
    env.MAYA_MODULE_PATH.append("{root}")
    env.MAYA_RENDER_DESC_PATH.append("{root}")
    env.MTOA_PATH = "{root}"
    # Arnold for Maya must find the renderer it was built with first.
    env.PATH.prepend("{resolve.arnold.root}/bin")
