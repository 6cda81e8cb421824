"""What commands() sees of the context: `this`, `version`, `resolve`, `request`, and `intersects`.

Each is an object of few, fixed names, so that code in packages depends on nothing else.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, NoReturn

    from rez_next.values.range import VersionRange
    from rez_next.values.version import Version


class Binding:
    """Attributes from a dict."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        self._data: Mapping[str, Any] = data or {}

    def _attr_error(self, attr: str) -> NoReturn:
        raise AttributeError("%s has no attribute '%s'" % (type(self).__name__, attr))

    def __getattr__(self, attr: str) -> Any:
        if attr == "_data":  # an object that is being copied or unpickled has none yet
            raise AttributeError(attr)
        try:
            return self._data[attr]
        except KeyError:
            self._attr_error(attr)


class VersionBinding(Binding):
    """A version, whose tokens read as int or str; those it does not have read as None.

    Args:
        version: The version.
    """

    def __init__(self, version: Version) -> None:
        super().__init__()
        self._version = version

    @property
    def major(self) -> Any:
        """The first token."""
        return self[0]

    @property
    def minor(self) -> Any:
        """The second token."""
        return self[1]

    @property
    def patch(self) -> Any:
        """The third token."""
        return self[2]

    def as_tuple(self) -> tuple[Any, ...]:
        """All tokens."""
        tokens: tuple[Any, ...] = self[: len(self)]
        return tokens

    def _attr_error(self, attr: str) -> NoReturn:
        raise AttributeError("version %s has no attribute '%s'" % (self, attr))

    def __getitem__(self, index: int | slice) -> Any:
        try:
            found = self._version[index]
        except IndexError:
            return None
        if isinstance(index, slice):
            return tuple(_plain(token) for token in found)
        return _plain(found)

    def __len__(self) -> int:
        return len(self._version)

    def __str__(self) -> str:
        return str(self._version)

    def __iter__(self) -> Iterator[Any]:
        return (self._version[at] for at in range(len(self._version)))


def _plain(token: Any) -> int | str:
    text = str(token)
    return int(text) if text.isdigit() and (text[0] != "0" or text == "0") else text


class VariantBinding(Binding):
    """A variant: its attributes and, as `root`, where its payload really is.

    Args:
        variant: The variant.
        cached_root: Its payload in the package cache, if it is there.
        interpreter: Gives paths the form that it wants.
    """

    def __init__(
        self, variant: Any, cached_root: str | None = None, interpreter: Any = None
    ) -> None:
        super().__init__({"version": VersionBinding(variant.version)})
        self._variant = variant
        self._cached_root = cached_root
        self._interpreter = interpreter

    @property
    def root(self) -> Any:
        """The payload folder."""
        root = self._cached_root or self._variant.root
        return root if self._interpreter is None else self._interpreter.normalize_path(root)

    def __getattr__(self, attr: str) -> Any:
        if attr in ("_data", "_variant", "_cached_root", "_interpreter"):
            raise AttributeError(attr)
        if attr in self._data:
            return self._data[attr]
        try:
            return getattr(self._variant, attr)
        except AttributeError:
            self._attr_error(attr)

    def _attr_error(self, attr: str) -> NoReturn:
        raise AttributeError("package %s has no attribute '%s'" % (self, attr))

    def __str__(self) -> str:
        return str(self._variant.qualified_package_name)


class RO_MappingBinding(Binding):  # noqa: N801
    """Things by name, to be read only."""

    def __init__(self, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)

    def get(self, name: str, default: Any = None) -> Any:
        """The thing of that name, or `default`."""
        return self._data.get(name, default)

    def __getitem__(self, name: str) -> Any:
        if name not in self._data:
            self._attr_error(name)
        return self._data[name]

    def __contains__(self, name: object) -> bool:
        return name in self._data

    def __str__(self) -> str:
        return str(self._data.values())


class VariantsBinding(RO_MappingBinding):
    """`resolve`: the resolved packages.

    Args:
        variant_bindings: A `VariantBinding` for each, by name.
    """

    def __init__(self, variant_bindings: Mapping[str, Any] | None) -> None:
        super().__init__(variant_bindings)

    def _attr_error(self, attr: str) -> NoReturn:
        raise AttributeError("package does not exist: '%s'" % attr)


class _Requests(RO_MappingBinding):
    def get_range(self, name: str, default: Any = None) -> VersionRange | None:
        """The version range of a request, or `default` as a range."""
        from rez_next.values.range import VersionRange
        from rez_next.values.requirement import Requirement

        request = self._data.get(name)
        if request:
            return Requirement(request).range
        return None if default is None else VersionRange(default)


class RequirementsBinding(_Requests):
    """`request` and `implicits`: requests, as strings.

    Args:
        requirements: The requests.
    """

    def __init__(self, requirements: Iterable[Any]) -> None:
        super().__init__({request.name: str(request) for request in requirements})

    def _attr_error(self, attr: str) -> NoReturn:
        raise AttributeError("request does not exist: '%s'" % attr)


class EphemeralsBinding(_Requests):
    """`ephemerals`: resolved ephemerals by name, without the leading dot.

    Args:
        ephemerals: The ephemerals.
    """

    def __init__(self, ephemerals: Iterable[Any]) -> None:
        super().__init__({request.name[1:]: str(request) for request in ephemerals})

    def _attr_error(self, attr: str) -> NoReturn:
        raise AttributeError("ephemeral does not exist: '%s'" % attr)


def intersects(obj: Any, range_: str) -> bool:
    """True if a request, a package, a version or a range has something in common with a range.

    Args:
        obj: A request such as "maya-2024", `resolve.maya`, `this.version`, or a version range.
        range_: The range, such as "1.2+<2".
    """
    from rez_next.values.range import VersionRange
    from rez_next.values.requirement import Requirement

    wanted = VersionRange(range_)
    if isinstance(obj, str):
        request = Requirement(obj)
        return not request.conflict and wanted.intersects(request.range)
    if isinstance(obj, VersionRange):
        return wanted.intersects(obj)
    if isinstance(obj, VariantBinding):
        return wanted.intersects(VersionRange(str(obj.version)))
    if isinstance(obj, VersionBinding):
        return wanted.intersects(VersionRange(str(obj)))
    raise RuntimeError("Invalid type %s passed as first arg to 'intersects'" % type(obj))


class OptionVars:
    """`optionvars`: the setting of that name, by dotted path.

    Args:
        variables: The setting.
    """

    def __init__(self, variables: Mapping[str, Any] | None) -> None:
        self._variables = variables or {}

    def __call__(self, name: str, default: Any = None) -> Any:
        """The value at `name`, or `default`.

        Raises:
            RexError: The path leads through something that is no dict.
        """
        value: Any = self._variables
        parts = name.split(".")
        for at, part in enumerate(parts):
            if not isinstance(value, dict):
                from rez_next.exceptions import RexError

                raise RexError(
                    "Optionvar %r is invalid because %r is not a dict"
                    % (name, ".".join(parts[:at]))
                )
            if part not in value:
                return default
            value = value[part]
        return value
