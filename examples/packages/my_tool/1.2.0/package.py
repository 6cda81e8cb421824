name = "my_tool"

version = "1.2.0"

description = "Prints the environment it is started in."

authors = ["Pipeline", "Layout"]

requires = [
    "python-3.7+",
    "pipeline_core-4+",
    # Works without Maya; with it, only with these.
    "~maya-2023+",
    "!nuke-12",
    ".my_tool.overlay-1",
]

help = [["Usage", "my_tool prints the packages of the environment."]]

tests = {
    "prints": {"command": "my_tool", "run_on": "default"},
}


@late()
def tools():
    names = ["my_tool"]
    if in_context() and "maya" in [request.name for request in context.requested_packages()]:
        names.append("my_tool_shelf")
    return names


def commands():
    env.MY_TOOL_ROOT = "{root}"
    env.PATH.prepend("{root}/bin")
    env.PYTHONPATH.append("{root}/python")
    alias("mt", "my_tool --quiet")

    if "maya" in resolve:
        env.MY_TOOL_HOST = "maya-{resolve.maya.version}"
        if resolve.maya.version.major >= 2024:
            env.MY_TOOL_SHELF = "{root}/maya/shelf_{resolve.maya.version.major}.mel"
    elif "nuke" in resolve:
        env.MY_TOOL_HOST = "nuke-{resolve.nuke.version}"

    if intersects(ephemerals.get_range("my_tool.overlay", "1"), "1.5+"):
        env.MY_TOOL_OVERLAY = "full"

    if building:
        comment("headers and test data are for builds only")
        env.MY_TOOL_INCLUDE = "{root}/include"
