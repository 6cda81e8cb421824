"""rez's module tree: each module here has the names of rez's module of that name."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MODULES = frozenset(
    (
        "config",
        "developer_package",
        "exceptions",
        "package_filter",
        "package_order",
        "packages",
        "resolved_context",
        "resolver",
        "rex",
        "rex_bindings",
        "solver",
        "system",
        "utils",
        "version",
    )
)


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _MODULES:
        return import_module("rez_next.compat." + name)
    if name == "packages_path":
        # A live list: the setting itself, as `rez.config.config.packages_path`.
        from rez_next.objects.config import config

        return config.packages_path
    raise AttributeError("module %r has no attribute %r" % (__name__, name))
