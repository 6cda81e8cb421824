name = "usd"

version = "23.11"

description = "Universal Scene Description."

authors = ["Pixar"]

tools = ["usdcat", "usdview", "usdchecker"]

requires = ["boost-1.80+<2", "tbb-2020", "openexr-3", "alembic-1.8"]

variants = [
    ["platform-linux", "python-3.9"],
    ["platform-linux", "python-3.10"],
    ["platform-windows", "python-3.10"],
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
