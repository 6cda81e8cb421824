name = "openexr"

version = "3.1.11"

description = "High dynamic range image file format."

authors = ["Academy Software Foundation"]

tools = ["exrheader", "exrinfo"]

requires = ["imath-3.1.5+<4"]


def commands():
    env.PATH.append("{root}/bin")
    env.LD_LIBRARY_PATH.append("{root}/lib")
    env.OPENEXR_ROOT = "{root}"
