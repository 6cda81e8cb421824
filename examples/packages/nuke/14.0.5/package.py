name = "nuke"

version = "14.0.5"

description = "Foundry Nuke."

authors = ["Foundry"]

tools = ["nuke", "nukex", "nukestudio"]

requires = ["python-3.9+<3.11", "~pyside-5", "~ocio-2+"]

has_plugins = True


def commands():
    env.NUKE_LOCATION = "{root}"
    env.PATH.append("{root}")
    alias("nuke", "{root}/Nuke{version.major}.{version.minor}")
    alias("nukex", "{root}/Nuke{version.major}.{version.minor} --nukex")

    if "ocio" not in resolve:
        unsetenv("OCIO")
