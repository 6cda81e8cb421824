name = "ocio"

version = "2.2.1"

description = "OpenColorIO and the studio's colour configuration."

authors = ["Academy Software Foundation"]

tools = ["ociocheck", "ocioconvert"]

requires = ["~python-3+", "imath-3.1+"]


def commands():
    env.PATH.append("{root}/bin")
    # A show's own configuration, set by a caller or a later package, stays.
    if not defined("OCIO"):
        env.OCIO = "{root}/configs/studio/config.ocio"
