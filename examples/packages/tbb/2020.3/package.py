name = "tbb"

version = "2020.3"

description = "Threading Building Blocks."

authors = ["Intel"]


def commands():
    env.TBB_ROOT = "{root}"
    env.LD_LIBRARY_PATH.append("{root}/lib")
