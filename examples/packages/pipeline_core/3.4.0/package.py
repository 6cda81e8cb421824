name = "pipeline_core"

version = "3.4.0"

description = "The studio's pipeline library, as the shows of last year use it."

authors = ["Pipeline"]

requires = ["python-2.7|3.7", ".pipeline.api-3"]


def commands():
    env.PYTHONPATH.prepend("{root}/python")
    env.PIPELINE_API = ephemerals.get(".pipeline.api", "pipeline.api-3").split("-")[-1]
