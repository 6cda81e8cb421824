name = "boost"

version = "1.76.0"

description = "Boost, with Boost.Python built for one interpreter."

authors = ["Boost"]

variants = [["python-2.7"], ["python-3.7"], ["python-3.9"]]


def commands():
    env.BOOST_ROOT = "{root}"
    env.LD_LIBRARY_PATH.append("{root}/lib")
