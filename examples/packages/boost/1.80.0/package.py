name = "boost"

version = "1.80.0"

description = "Boost, with Boost.Python built for one interpreter."

authors = ["Boost"]

variants = [["python-3.9"], ["python-3.10"]]


def commands():
    env.BOOST_ROOT = "{root}"
    env.LD_LIBRARY_PATH.append("{root}/lib")
