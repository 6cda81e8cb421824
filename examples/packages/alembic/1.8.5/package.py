name = "alembic"

version = "1.8.5"

description = "Open computer graphics interchange framework."

authors = ["Sony Pictures Imageworks", "Industrial Light & Magic"]

tools = ["abcls", "abcecho"]

requires = ["imath-3.1+", "~openexr-3+"]

variants = [["platform-linux"], ["platform-windows"]]


def commands():
    env.PATH.append("{root}/bin")
    env.LD_LIBRARY_PATH.append("{root}/lib")
