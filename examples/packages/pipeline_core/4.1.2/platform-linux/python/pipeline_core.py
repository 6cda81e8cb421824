"""What a studio's own library would bring into a resolved environment."""

import os


def host():
    """Name the application that this environment is for."""
    return os.environ.get("PIPELINE_HOST", "shell")
