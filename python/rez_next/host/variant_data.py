"""Variants as the engine describes them, for users' functions to look at."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Callable

    from rez_next.values.version import Version


class ContextVariant:
    """A variant of a context: what the engine says, and all else as its object has it.

    Most functions ask for no more than the former, for which no object need be made.

    Args:
        data: The fields, as the engine sends them.
        whole: Gives the object.
    """

    is_package = False
    is_variant = True

    def __init__(self, data: Mapping[str, Any], whole: Callable[[], Any]) -> None:
        self._fields = data
        self._whole = whole
        self._lent: dict[str, str] = {}

    @property
    def name(self) -> str:
        """The package's name."""
        return str(self._fields["name"])

    @property
    def version(self) -> Version:
        """The package's version."""
        from rez_next.values.version import Version

        return Version(self._fields["version"])

    @property
    def qualified_package_name(self) -> str:
        """Name and version: "maya-2024.1"."""
        version = self._fields["version"]
        return "%s-%s" % (self.name, version) if version else self.name

    @property
    def qualified_name(self) -> str:
        """Name, version and variant: "maya-2024.1[0]"."""
        index = self._fields["index"]
        return "%s[%s]" % (self.qualified_package_name, "" if index is None else index)

    @property
    def is_local(self) -> bool:
        """True if the package is in the local repository."""
        return bool(self._fields["isLocal"])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name in ("_fields", "_whole", "_lent"):
            raise AttributeError(name)
        if name in ("base", "index", "root", "subpath", "uri"):
            return self._fields[name]
        value = getattr(self._whole(), name)
        if name == "requires":
            return value  # put together anew for each who asks
        if isinstance(value, (list, dict, set, tuple)):
            self._lent[name] = repr(value)
        # The same object the next time, for whoever changes it.
        setattr(self, name, value)
        return value

    def __str__(self) -> str:
        return self.qualified_name

    def __repr__(self) -> str:
        return "Variant(%r)" % self._fields.get("handle")


def is_changed(variant: ContextVariant) -> bool:
    """Whether a list or dict of its attributes is no longer as the package has it."""
    return any(repr(getattr(variant, name)) != text for name, text in variant._lent.items())
