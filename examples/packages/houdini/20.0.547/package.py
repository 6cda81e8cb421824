name = "houdini"

version = "20.0.547"

description = "SideFX Houdini."

authors = ["SideFX"]

tools = ["houdini", "hython", "hbatch", "mantra"]

requires = ["python-3.10"]

variants = [["platform-linux", "arch-x86_64"], ["platform-windows", "arch-AMD64"], ["platform-osx"]]

has_plugins = True


def commands():
    env.HFS = "{root}"
    env.HOUDINI_MAJOR_RELEASE = "{version.major}"
    env.HOUDINI_MINOR_RELEASE = "{version.minor}"
    env.PATH.prepend("{root}/bin")
    # "&" keeps Houdini's own search path behind whatever other packages add.
    env.HOUDINI_PATH.append("&")
