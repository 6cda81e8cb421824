name = "pipeline_core"

version = "4.1.2"


@early()
def description():
    names = ["assets", "shots", "publishing"]
    return "The studio's pipeline library: %s and %s." % (", ".join(names[:-1]), names[-1])


authors = ["Pipeline"]

requires = [
    "python-3.9+",
    "!python-2",
    ".pipeline.api-4",
]

variants = [["platform-linux"], ["platform-osx"], ["platform-windows"]]

tests = {
    "import": "python -c 'import pipeline_core'",
    "lint": {
        "command": "python -m compileall -q {root}/python",
        "run_on": ["default", "pre_release"],
    },
}


def pre_commands():
    env.PIPELINE_SHOW = "none"


def commands():
    env.PYTHONPATH.prepend("{root}/python")
    env.PIPELINE_CORE_VERSION = "{version}"
    env.PIPELINE_ROOT = "{base}"

    if intersects(ephemerals.get_range("pipeline.api", "4"), "4.1+"):
        env.PIPELINE_FEATURES.append("layered_publish")

    if "maya" in resolve:
        env.MAYA_SCRIPT_PATH.append("{root}/maya/scripts")
        env.PIPELINE_HOST = "maya"
    elif "nuke" in resolve:
        env.NUKE_PATH.append("{root}/nuke")
        env.PIPELINE_HOST = "nuke"
    else:
        env.PIPELINE_HOST = "shell"


def post_commands():
    env.PIPELINE_READY = 1
