name = "usd"

version = "22.11"

description = "Universal Scene Description."

authors = ["Pixar"]

tools = ["usdcat", "usdview", "usdchecker"]

requires = ["boost-1.76", "tbb-2020", "openexr-2.5", "alembic-1.7"]

variants = [
    ["platform-linux", "python-3.7"],
    ["platform-linux", "python-3.9"],
    ["platform-windows", "python-3.9"],
]

help = [["API", "https://openusd.org/release/api/"]]


def commands():
    env.USD_ROOT = "{root}"
    env.PATH.prepend("{root}/bin")
    env.PYTHONPATH.prepend("{root}/lib/python")
    env.PXR_PLUGINPATH_NAME.append("{root}/plugin/usd")

    if "pyside" in resolve:
        info("usdview is available")

    if building:
        env.pxr_DIR = "{root}"
