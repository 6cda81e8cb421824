name = "tbb"

version = "2021.9.0"

description = "Threading Building Blocks."

authors = ["Intel"]


def commands():
    env.TBB_ROOT = "{root}"
    env.LD_LIBRARY_PATH.append("{root}/lib")
