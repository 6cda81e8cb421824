"""Variants as the engine describes them, for users' functions to look at."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Callable

    from rez_next.values.version import Version

# What every package has, as None where it is not set.
_PACKAGE_KEYS = frozenset(
    [
        "authors",
        "base",
        "build_command",
        "build_requires",
        "build_system",
        "cachable",
        "changelog",
        "commands",
        "config",
        "description",
        "has_plugins",
        "help",
        "plugin_for",
        "post_commands",
        "pre_build_commands",
        "pre_commands",
        "pre_test_commands",
        "preprocess",
        "previous_revision",
        "previous_version",
        "private_build_requires",
        "release_message",
        "relocatable",
        "requires_rez_version",
        "revision",
        "tests",
        "timestamp",
        "tools",
        "uuid",
        "vcs",
    ]
)
_REQUIREMENTS = frozenset(("build_requires", "private_build_requires"))


class _DescribedVariant:
    """What a variant is and where, as the engine says.

    Args:
        data: The fields, as the engine sends them.
    """

    is_package = False
    is_variant = True

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._fields = data

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
        if name.startswith("__") or name in ("_fields", "_whole", "_attributes"):
            raise AttributeError(name)
        if name in ("base", "index", "root", "subpath", "uri"):
            return self._fields[name]
        return self._attribute(name)

    def _attribute(self, name: str) -> Any:
        """What else it has of that name."""
        raise AttributeError(name)

    def __str__(self) -> str:
        return self.qualified_name

    def __repr__(self) -> str:
        return "Variant(%r)" % self._fields.get("handle")


class ContextVariant(_DescribedVariant):
    """A variant of a context: all that the engine does not say is as its object has it.

    Most functions ask for no more than the former, for which no object need be made.

    Args:
        data: The fields, as the engine sends them.
        whole: Gives the object.
    """

    def __init__(self, data: Mapping[str, Any], whole: Callable[[], Any]) -> None:
        super().__init__(data)
        self._whole = whole

    def _attribute(self, name: str) -> Any:
        return getattr(self._whole(), name)


class VariantData(_DescribedVariant):
    """A package that is resolved for, by its data alone.

    Args:
        data: The fields, as the engine sends them, with "attributes".
        decoded: Makes Python data of an attribute as it is sent; called when it is first read.
        late_bindings: What late-bound attributes see of the context; None outside of one.
        context: The context itself, where there is one.
    """

    def __init__(
        self,
        data: Mapping[str, Any],
        decoded: Callable[[Any], Any],
        late_bindings: Mapping[str, Any] | None = None,
        context: Any = None,
    ) -> None:
        super().__init__(data)
        self._attributes: Mapping[str, Any] = data["attributes"]
        self._late_bindings = late_bindings
        self._context = context
        self._decoded = decoded
        self._values: dict[str, Any] = {}

    @property
    def variant_requires(self) -> list[Any]:
        """The requirements of this variant alone."""
        index = self._fields["index"]
        return [] if index is None else _requirements(self._attribute("variants")[index])

    @property
    def requires(self) -> list[Any]:
        """The requirements of package and variant."""
        return _requirements(self._attribute("requires")) + self.variant_requires

    def _attribute(self, name: str) -> Any:
        if name not in self._attributes:
            if name in _PACKAGE_KEYS or name == "requires":
                return None
            raise AttributeError("Variant instance has no attribute '%s'" % name)
        if name not in self._values:
            value = self._decoded(self._attributes[name])
            if getattr(value, "late_binding", False):
                from rez_next.host.late import evaluate_late

                value = evaluate_late(value, self, self._late_bindings, self._context)
            self._values[name] = _requirements(value) if name in _REQUIREMENTS else value
        return self._values[name]


def _requirements(texts: Any) -> list[Any]:
    from rez_next.values.requirement import Requirement

    return [Requirement(str(text)) for text in texts or ()]
