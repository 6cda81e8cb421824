name = "boost"

version = "1.82.0"

description = "Boost, with Boost.Python built for one interpreter."

authors = ["Boost"]

variants = [["python-3.10"], ["python-3.11"]]


def commands():
    env.BOOST_ROOT = "{root}"
    env.LD_LIBRARY_PATH.append("{root}/lib")
