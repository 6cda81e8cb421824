"""Bundles: folders with a context and the packages it needs, which may be moved.

What a context's file says of packages inside its bundle is relative to the bundle. A file
`bundle.yaml` beside the context's is what makes a folder a bundle.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def bundle_of(path: str) -> str | None:
    """The bundle that a context's file lies in, or None."""
    folder = os.path.dirname(os.path.abspath(path))
    return folder if os.path.exists(os.path.join(folder, "bundle.yaml")) else None


def post_commands_of(path: str | None) -> str | None:
    """The file of rex code that a bundle adds to what its packages' commands do, or None."""
    bundle = bundle_of(path) if path else None
    if bundle is None:
        return None
    file = os.path.join(bundle, "post_commands.py")
    return file if os.path.exists(file) else None


def make_relative(handle: dict[str, Any], bundle: str) -> None:
    """Name a package's repository from the bundle, if it lies in it; changes the handle."""
    variables = handle.get("variables", {})
    if variables.get("repository_type") != "filesystem":
        return
    location, root = os.path.realpath(variables["location"]), os.path.realpath(bundle)
    if (location + os.sep).startswith(root.rstrip(os.sep) + os.sep):
        variables["location"] = os.path.relpath(location, root)


def make_absolute(handle: dict[str, Any], bundle: str) -> None:
    """Take `make_relative` back, wherever the bundle is now; changes the handle."""
    variables = handle.get("variables", {})
    if variables.get("repository_type") != "filesystem":
        return
    if not os.path.isabs(variables["location"]):
        location = os.path.realpath(os.path.join(bundle, variables["location"]))
        variables["location"] = location.lower() if os.name == "nt" else location
