name = "studio_config"

version = "2024.11"

description = "Settings that every show shares."

authors = ["Systems"]


def commands():
    env.STUDIO_CONFIG = "{root}/config"
    env.STUDIO_SCRATCH = "${STUDIO_CONFIG}/scratch"
    # A show that has set its own name keeps it.
    if undefined("SHOW"):
        setenv("SHOW", "training")
