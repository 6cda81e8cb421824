"""Package orderers: which version of a family a resolve tries first.

These are plain values; the engine orders the packages of a resolve, from the data that
`objects/context/resolve_options.py` makes of its orderers. Orderers of the user's own are asked
here, for the sort keys of a family's versions. Whatever is sorted by such keys is sorted greatest
first.
"""

from __future__ import annotations

from rez_next.objects.data.class_property import cached_class_property
from rez_next.values.bounds import _Bound, _LowerBound, _UpperBound
from rez_next.values.comparable import _Comparable, _ReversedComparable
from rez_next.values.range import VersionRange
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Callable, List, TypeVar

    from rez_next.objects.package.package import Package

    Order = TypeVar("Order", bound="PackageOrder")
    OrderListBase = List["PackageOrder"]
else:
    OrderListBase = list

#: The name under which an orderer is for all packages.
ALL_PACKAGES = "*"


class FallbackComparable(_Comparable):
    """Compares by one object, and by another where that raises.

    Args:
        main_comparable: What is compared.
        fallback_comparable: What is compared where comparing the first raises.
    """

    def __init__(self, main_comparable: Any, fallback_comparable: Any) -> None:
        self.main_comparable = main_comparable
        self.fallback_comparable = fallback_comparable

    def __eq__(self, other: Any) -> bool:
        try:
            return bool(self.main_comparable == other.main_comparable)
        except Exception:
            return bool(self.fallback_comparable == other.fallback_comparable)

    # Equality without a hash, as in rez.
    __hash__ = None  # type: ignore[assignment]

    def __lt__(self, other: Any) -> bool:
        try:
            return bool(self.main_comparable < other.main_comparable)
        except Exception:
            return bool(self.fallback_comparable < other.fallback_comparable)

    def __repr__(self) -> str:
        return "%s(%r, %r)" % (type(self).__name__, self.main_comparable, self.fallback_comparable)


class PackageOrder:
    """Orders the versions of a family. Subclasses give the sort key of a version.

    Args:
        packages: The families it is for; None is all of them.
    """

    #: The orderer's `type` in data.
    name: str | None = None

    def __init__(self, packages: list[str] | None = None) -> None:
        self.packages = packages

    @property
    def packages(self) -> list[str]:
        """The families it is for, sorted; `["*"]` for all of them."""
        return self._packages

    @packages.setter
    def packages(self, packages: str | Iterable[str] | None) -> None:
        if packages is None:
            self._packages = [ALL_PACKAGES]
        elif isinstance(packages, str):
            self._packages = [packages]
        else:
            self._packages = sorted(packages)

    def reorder(
        self, iterable: Iterable[Any], key: Callable[[Any], Package] | None = None
    ) -> list[Any] | None:
        """Packages of one family, first what a resolve should try first.

        Args:
            iterable: The packages, or objects that have them.
            key: Gives the package of such an object.

        Returns:
            A new list; None where the orderer has nothing to say about that family.
        """
        package_of = key or _itself
        name = self._get_package_name_from_iterable(iterable, package_of)
        return sorted(
            iterable,
            key=lambda item: self.sort_key(name, package_of(item).version),  # type: ignore[arg-type]
            reverse=True,
        )

    @staticmethod
    def _get_package_name_from_iterable(
        iterable: Iterable[Any], key: Callable[[Any], Package] | None = None
    ) -> str | None:
        try:
            first = next(iter(iterable))
        except (TypeError, StopIteration):
            return None
        return (key or _itself)(first).name

    def sort_key(self, package_name: str, version_like: Any) -> Any:
        """What versions, bounds and ranges of a family are sorted by.

        Args:
            package_name: The family.
            version_like: A version, a range or one of its bounds, or None.

        Raises:
            TypeError: It is none of these.
        """
        if isinstance(version_like, Version):
            return FallbackComparable(
                self.sort_key_implementation(package_name, version_like), version_like
            )
        if version_like is None:
            return 0
        if isinstance(version_like, VersionRange):
            return tuple(self.sort_key(package_name, bound) for bound in version_like.bounds)
        if isinstance(version_like, _Bound):
            lower = self.sort_key(package_name, version_like.lower)
            return lower, self.sort_key(package_name, version_like.upper)
        if isinstance(version_like, _LowerBound):
            place = -2 if version_like.inclusive else -1
        elif isinstance(version_like, _UpperBound):
            place = 2 if version_like.inclusive else 1
        else:
            raise TypeError(version_like)
        return self.sort_key(package_name, version_like.version), place

    def sort_key_implementation(self, package_name: str, version: Version) -> Any:
        """What a version is sorted by; anything that has `<`.

        Args:
            package_name: The family.
            version: The version. It may be one that no package has, and `Version.inf`.
        """
        raise NotImplementedError

    def to_pod(self) -> dict[str, Any]:
        """The orderer as plain data, without its type."""
        raise NotImplementedError

    @classmethod
    def from_pod(cls: type[Order], data: dict[str, Any]) -> Order:
        """The orderer that `to_pod` wrote as `data`."""
        raise NotImplementedError

    @property
    def sha1(self) -> str:
        """A hash of what the orderer does."""
        from hashlib import sha1

        return sha1(repr(self).encode("utf-8")).hexdigest()

    def __str__(self) -> str:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and str(self) == str(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    # Equality without a hash, as in rez.
    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "%s(%s)" % (type(self).__name__, self)


class NullPackageOrder(PackageOrder):
    """Leaves packages in the order they have.

    Args:
        packages: The families it is for; None is all of them.
    """

    name = "no_order"

    def sort_key_implementation(self, package_name: str, version: Version) -> Any:
        """The same for every version."""
        return 0

    def __str__(self) -> str:
        return "{}"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    __hash__ = None

    def to_pod(self) -> dict[str, Any]:
        """The orderer as plain data, without its type."""
        return {"packages": self.packages}

    @classmethod
    def from_pod(cls, data: dict[str, Any]) -> NullPackageOrder:
        """The orderer that `to_pod` wrote as `data`."""
        return cls(packages=data.get("packages"))


class SortedOrder(PackageOrder):
    """Orders by version.

    Args:
        descending: True to try the latest first.
        packages: The families it is for; None is all of them.
    """

    name = "sorted"

    def __init__(self, descending: bool, packages: list[str] | None = None) -> None:
        super().__init__(packages)
        self.descending = descending

    def sort_key_implementation(self, package_name: str, version: Version) -> Any:
        """The version, or for the earliest first its opposite."""
        return version if self.descending else _ReversedComparable(version)

    def __str__(self) -> str:
        return str(self.descending)

    def __eq__(self, other: Any) -> bool:
        return type(self) is type(other) and bool(self.descending == other.descending)

    __hash__ = None

    def to_pod(self) -> dict[str, Any]:
        """The orderer as plain data, without its type."""
        return {"descending": self.descending, "packages": self.packages}

    @classmethod
    def from_pod(cls, data: dict[str, Any]) -> SortedOrder:
        """The orderer that `to_pod` wrote as `data`."""
        return cls(data["descending"], packages=data.get("packages"))


class PerFamilyOrder(PackageOrder):
    """Has an orderer for each family.

    Args:
        order_dict: The orderers, by family.
        default_order: The orderer of other families.
    """

    name = "per_family"

    def __init__(
        self, order_dict: dict[str, PackageOrder], default_order: PackageOrder | None = None
    ) -> None:
        super().__init__(list(order_dict))
        self.order_dict = order_dict.copy()
        self.default_order = default_order

    def orderer_of(self, package_name: str) -> PackageOrder | None:
        """The orderer of a family; None where there is none."""
        orderer = self.order_dict.get(package_name)
        return self.default_order if orderer is None else orderer

    def reorder(
        self, iterable: Iterable[Any], key: Callable[[Any], Package] | None = None
    ) -> list[Any] | None:
        """The packages as their family's orderer orders them; None where it has none."""
        name = self._get_package_name_from_iterable(iterable, key)
        orderer = None if name is None else self.orderer_of(name)
        return None if orderer is None else orderer.reorder(iterable, key)

    def sort_key_implementation(self, package_name: str, version: Version) -> Any:
        """What the family's orderer gives.

        Raises:
            RuntimeError: The family has no orderer.
        """
        orderer = self.orderer_of(package_name)
        if orderer is None:
            raise RuntimeError("%r has no orderer for the package family %r" % (self, package_name))
        return orderer.sort_key_implementation(package_name, version)

    def __str__(self) -> str:
        items = sorted((name, str(orderer)) for name, orderer in self.order_dict.items())
        return str((items, str(self.default_order)))

    def __eq__(self, other: Any) -> bool:
        return (
            type(self) is type(other)
            and self.order_dict == other.order_dict
            and bool(self.default_order == other.default_order)
        )

    __hash__ = None

    def to_pod(self) -> dict[str, Any]:
        """The orderer as plain data: each orderer once, with the families that have it."""
        families: dict[int, list[str]] = {}
        for name, orderer in self.order_dict.items():
            families.setdefault(id(orderer), []).append(name)
        data: dict[str, Any] = {
            "orderers": [
                {**to_pod(self.order_dict[names[0]]), "packages": sorted(names)}
                for names in families.values()
            ]
        }
        if self.default_order is not None:
            data["default_order"] = to_pod(self.default_order)
        return data

    @classmethod
    def from_pod(cls, data: dict[str, Any]) -> PerFamilyOrder:
        """The orderer that `to_pod` wrote as `data`."""
        order_dict: dict[str, PackageOrder] = {}
        for each in data["orderers"]:
            described = dict(each)
            names = described.pop("packages")
            orderer = from_pod(described)
            order_dict.update((name, orderer) for name in names)
        default = data.get("default_order")
        return cls(order_dict, from_pod(default) if default else None)


class VersionSplitPackageOrder(PackageOrder):
    """Tries the versions up to a given one first: for 3, that is [3, 2, 1, 5, 4].

    Args:
        first_version: The version to begin with.
        packages: The families it is for; None is all of them.
    """

    name = "version_split"

    def __init__(self, first_version: Version, packages: list[str] | None = None) -> None:
        super().__init__(packages)
        self.first_version = first_version

    def sort_key_implementation(self, package_name: str, version: Version) -> Any:
        """Whether the version is among the first ones, then the version."""
        return (1 if version <= self.first_version else 0), version

    def __str__(self) -> str:
        return str(self.first_version)

    def __eq__(self, other: Any) -> bool:
        return type(self) is type(other) and bool(self.first_version == other.first_version)

    __hash__ = None

    def to_pod(self) -> dict[str, Any]:
        """The orderer as plain data, without its type."""
        return {"first_version": str(self.first_version), "packages": self.packages}

    @classmethod
    def from_pod(cls, data: dict[str, Any]) -> VersionSplitPackageOrder:
        """The orderer that `to_pod` wrote as `data`."""
        return cls(Version(data["first_version"]), packages=data.get("packages"))


class TimestampPackageOrder(PackageOrder):
    """Tries what was released before a time first, latest version first; then the others.

    Of the others, the version nearest to that time is tried first. With a rank, newer versions
    that differ only at that rank or below count with what was released before: with rank 3,
    patches of the last minor version do, and of later minor versions the latest patch is tried
    first.

    Args:
        timestamp: Epoch seconds.
        rank: The position in the version, counted from 1; 0 is none.
        packages: The families it is for; None is all of them.
    """

    name = "soft_timestamp"

    def __init__(self, timestamp: int, rank: int = 0, packages: list[str] | None = None) -> None:
        super().__init__(packages)
        self.timestamp = timestamp
        self.rank = rank
        self._first_after: dict[str, Version | None] = {}

    def sort_key_implementation(self, package_name: str, version: Version) -> Any:
        """Whether the version was released before, then what orders it among such versions."""
        if package_name not in self._first_after:
            self._first_after[package_name] = self._find_first_after(package_name)
        first_after = self._first_after[package_name]
        if first_after is None or version < first_after:
            return 1, version
        if not self.rank or version == Version.inf:
            return 0, _ReversedComparable(version)
        length = self.rank - 1
        return 0, _ReversedComparable(version.trim(length)), version.tokens[length:]

    def _find_first_after(self, package_name: str) -> Version | None:
        """The version from which on the packages of a family count as released later."""
        from rez_next.objects.repository.repository import iter_packages

        packages = sorted(iter_packages(package_name), key=lambda each: each.version, reverse=True)
        first_after = None
        last = len(packages) - 1
        for i, package in enumerate(packages):
            if package.timestamp and package.timestamp <= self.timestamp:
                last = i
                break
            if package.timestamp:
                first_after = package.version
        if not self.rank or not packages:
            return first_after
        length = self.rank - 1
        before = packages[last].version.trim(length)
        for package in reversed(packages[:last]):
            if package.version.trim(length) != before:
                return package.version
        return None

    def __str__(self) -> str:
        return str((self.timestamp, self.rank))

    def __eq__(self, other: Any) -> bool:
        return (
            type(self) is type(other)
            and bool(self.timestamp == other.timestamp)
            and bool(self.rank == other.rank)
        )

    __hash__ = None

    def to_pod(self) -> dict[str, Any]:
        """The orderer as plain data, without its type."""
        return {"timestamp": self.timestamp, "rank": self.rank, "packages": self.packages}

    @classmethod
    def from_pod(cls, data: dict[str, Any]) -> TimestampPackageOrder:
        """The orderer that `to_pod` wrote as `data`."""
        return cls(data["timestamp"], rank=data.get("rank", 0), packages=data.get("packages"))


class PackageOrderList(OrderListBase):
    """The orderers of a resolve; of two for the same family, the first counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_package: dict[str, PackageOrder] = {}
        self.dirty = True

    @cached_class_property
    def singleton(cls) -> PackageOrderList:  # noqa: N805
        """The orderers of the setting `package_orderers`, as it was when this was first read."""
        from rez_next.objects.config.config import config

        return cls.from_pod(config.package_orderers)

    def to_pod(self) -> list[dict[str, Any]]:
        """The orderers as plain data."""
        return [to_pod(orderer) for orderer in self]

    @classmethod
    def from_pod(cls, data: list[dict[str, Any]]) -> PackageOrderList:
        """The orderers that a list of dicts describes."""
        return PackageOrderList(from_pod(each) for each in data)

    def get(self, key: str, default: PackageOrder | None = None) -> PackageOrder | None:
        """The orderer of a family; of all packages for `*`."""
        if self.dirty:
            self.refresh()
            self.dirty = False
        return self.by_package.get(key, default)

    def refresh(self) -> None:
        """Work out anew which orderer is for which family."""
        self.by_package = {}
        for each in self:
            orderer = from_pod(each) if isinstance(each, dict) else each
            for name in orderer.packages:
                self.by_package.setdefault(name, orderer)

    def append(self, *args: Any, **kwargs: Any) -> None:
        """As of any list."""
        self.dirty = True
        super().append(*args, **kwargs)

    def extend(self, *args: Any, **kwargs: Any) -> None:
        """As of any list."""
        self.dirty = True
        super().extend(*args, **kwargs)

    def pop(self, *args: Any, **kwargs: Any) -> PackageOrder:
        """As of any list."""
        self.dirty = True
        return super().pop(*args, **kwargs)

    def remove(self, *args: Any, **kwargs: Any) -> None:
        """As of any list."""
        self.dirty = True
        super().remove(*args, **kwargs)

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """As of any list."""
        self.dirty = True
        super().clear(*args, **kwargs)

    def insert(self, *args: Any, **kwargs: Any) -> None:
        """As of any list."""
        self.dirty = True
        super().insert(*args, **kwargs)


def to_pod(orderer: PackageOrder) -> dict[str, Any]:
    """An orderer as plain data, with its type."""
    return {"type": orderer.name, **orderer.to_pod()}


def from_pod(data: Any) -> PackageOrder:
    """The orderer that `to_pod` wrote as `data`; a pair of type and data is read as well."""
    if isinstance(data, dict):
        described = dict(data)
        return _kind_of(described.pop("type")).from_pod(described)
    type_, described = data
    return _kind_of(type_).from_pod(described)


def _kind_of(type_: str) -> type[PackageOrder]:
    if type_ not in _orderers:
        from rez_next._advice import noted

        raise noted(KeyError(type_), "There are orderers of type %s." % ", ".join(_orderers))
    return _orderers[type_]


def get_orderer(
    package_name: str,
    orderers: PackageOrderList | Mapping[str, PackageOrder] | None = None,
) -> PackageOrder:
    """The orderer of a family: its own, or that of all packages, or the latest first.

    Args:
        package_name: The family.
        orderers: Where to look; None is the setting `package_orderers`.
    """
    if orderers is None:
        orderers = PackageOrderList.singleton
    orderer = orderers.get(package_name)
    if orderer is None:
        orderer = orderers.get(ALL_PACKAGES)
    return SortedOrder(descending=True) if orderer is None else orderer


def register_orderer(cls: type[PackageOrder]) -> bool:
    """Make an orderer's `name` known, so that data may name it as `type`.

    Returns:
        False if `cls` is no orderer or has no name.
    """
    if not (isinstance(cls, type) and issubclass(cls, PackageOrder) and cls.name):
        return False
    _orderers[cls.name] = cls
    return True


def _itself(package: Any) -> Any:
    return package


_orderers: dict[str, type[PackageOrder]] = {}
for _class in (
    NullPackageOrder,
    SortedOrder,
    PerFamilyOrder,
    VersionSplitPackageOrder,
    TimestampPackageOrder,
):
    register_orderer(_class)
