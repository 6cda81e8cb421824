"""Requirements: a name and a range, as ``maya-2024+``, and lists of them."""

from __future__ import annotations

from rez_next.values.comparable import _Common
from rez_next.values.range import VersionRange, range_of_text
from rez_next.values.shared import LazyPattern
from rez_next.values.version import Version, exact_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Iterable, Iterator, List, Optional, Set, Tuple, Union


class VersionedObject(_Common):
    """A name and a version, as ``maya-2024.1``; without a version, a name alone.

    ``-``, ``@`` and ``#`` are the same between the two.

    Args:
        s: The text.

    Raises:
        VersionError: What follows the name is no version.
    """

    __slots__ = ("__weakref__", "name_", "sep_", "version_")

    sep_regex_str = "[-@#]"
    sep_regex = LazyPattern(sep_regex_str)

    def __init__(self, s: str) -> None:
        self.name_: Any = None
        self.version_: Any = None
        self.sep_ = "-"
        if s is None:
            return
        if type(s) is not str:
            s = exact_text(s)
        index = _end_of_name(s, "-@#")
        if index < 0:
            self.name_ = s
            self.version_ = Version()
        else:
            self.name_ = s[:index]
            self.sep_ = s[index]
            self.version_ = Version(s[index + 1 :])

    @classmethod
    def construct(cls, name: str, version: Optional[Version] = None) -> VersionedObject:
        """Make one from its parts.

        Args:
            name: The name.
            version: The version; None for none.
        """
        made = VersionedObject(None)  # type: ignore[arg-type]
        made.name_ = name
        made.version_ = Version() if version is None else version
        return made

    @property
    def name(self) -> str:
        """The name."""
        return self.name_  # type: ignore[no-any-return]

    @property
    def version(self) -> Version:
        """The version; the empty one if there is none."""
        return self.version_  # type: ignore[no-any-return]

    def as_exact_requirement(self) -> str:
        """The requirement of this version and no other: ``maya==2024.1``."""
        if not self.version_:
            return self.name_ + ""  # type: ignore[no-any-return]
        return self.name_ + "==" + str(self.version_)  # type: ignore[no-any-return]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, VersionedObject)
            and self.name_ == other.name_
            and self.version_ == other.version_
        )

    def __hash__(self) -> int:
        return hash((self.name_, self.version_))

    def __str__(self) -> str:
        if not self.version_:
            return self.name_ + ""  # type: ignore[no-any-return]
        return self.name_ + self.sep_ + str(self.version_)  # type: ignore[no-any-return]


class Requirement(_Common):
    """A name and the range of versions that are wanted of it.

    =====================  ==================================================================
    ``foo-1.2``            a version that begins with 1.2; also ``foo@1.2``, ``foo#1.2``
    ``foo-1+``, ``foo<3``  any range; no hyphen before ``=``, ``<`` and ``>``
    ``foo``                any version
    ``!foo-1``             none of these versions
    ``~foo-1``             these versions, if it is there at all: none of the others
    =====================  ==================================================================

    ``~foo`` requires nothing; its range is None.

    Args:
        s: The text. None makes a requirement to be filled in.
        invalid_bound_error: Whether to refuse ranges that are empty, as ``3+<2``.

    Raises:
        VersionError: What follows the name is no range.
    """

    __slots__ = ("__weakref__", "_str", "conflict_", "name_", "negate_", "range_", "sep_")

    sep_regex = LazyPattern("[-@#=<>]")

    def __init__(self, s: Optional[str], invalid_bound_error: bool = True) -> None:
        self.name_: Any
        self.range_: Any
        self.negate_ = self.conflict_ = False
        self._str: Optional[str] = None
        self.sep_ = "-"
        if type(s) is str:
            name, hyphen, rest = s.partition("-")
            if hyphen and invalid_bound_error and name.isidentifier():
                # Most have no sign, a word for a name, and a hyphen behind it.
                self.name_ = name
                self.range_ = range_of_text(rest)
                return
        self.name_ = self.range_ = None
        if s is None:
            return
        s.startswith("")  # a text, or the error that rez's users know
        sign = s[:1]
        if sign == "!" or sign == "~":
            self.conflict_ = True
            self.negate_ = sign == "~"
            s = s[1:]
        index = _end_of_name(s, "-@#=<>")
        if index < 0:
            self.name_ = s
            self.range_ = None if self.negate_ else VersionRange()
            return
        self.name_ = s[:index]
        if s[index] in "-@#":
            self.sep_ = s[index]
            index += 1
        range_ = (
            VersionRange(s[index:])
            if invalid_bound_error
            else VersionRange(s[index:], invalid_bound_error=False)
        )
        self.range_ = range_.inverse() if self.negate_ else range_

    @classmethod
    def construct(cls, name: str, range: Optional[VersionRange] = None) -> Requirement:
        """Make one from its parts.

        Args:
            name: The name.
            range: The range; None for any version.
        """
        made = Requirement(None)
        made.name_ = name
        made.range_ = VersionRange() if range is None else range
        return made

    @property
    def name(self) -> str:
        """The name."""
        return self.name_  # type: ignore[no-any-return]

    @property
    def range(self) -> VersionRange:
        """The range. Of a conflict: what is not wanted; None of ``~foo``."""
        return self.range_  # type: ignore[no-any-return]

    @property
    def conflict(self) -> bool:
        """Whether the range is what is not wanted: of ``!foo-1`` and ``~foo-1``."""
        return self.conflict_

    @property
    def weak(self) -> bool:
        """Whether it was written with a ``~``. Such a requirement is a conflict as well."""
        return self.negate_

    def safe_str(self) -> str:
        """The text, of which no two different requirements have the same."""
        return str(self)

    def conflicts_with(self, other: Union[Requirement, VersionedObject]) -> bool:
        """Whether nothing can satisfy this requirement and another one, or an object.

        Args:
            other: A requirement or an object with a version.
        """
        if self.name_ != other.name_ or self.range is None:
            return False
        if not isinstance(other, Requirement):
            return bool((other.version_ in self.range_) == self.conflict_)
        if other.range is None:
            return False
        if self.conflict:
            return not other.conflict and bool(self.range_.issuperset(other.range_))
        if other.conflict:
            return bool(other.range_.issuperset(self.range_))
        return not self.range_.intersects(other.range_)

    def merged(self, other: Requirement) -> Optional[Requirement]:
        """One requirement for this and another one.

        ``foo-3+`` and ``!foo-5+`` make ``foo-3+<5``; ``!foo-2`` and ``!foo-5`` make
        ``!foo-2|5``.

        Args:
            other: A requirement.

        Returns:
            The requirement, or None if the two conflict or have different names.
        """
        if self.name_ != other.name_:
            return None
        if self.range is None:
            return other
        if other.range is None:
            return self
        if self.conflict and other.conflict:
            merged = _like(self, self.range_ | other.range_)
            merged.negate_ = self.negate_ and other.negate_ and not merged.range_.is_any()
            return merged
        if self.conflict:
            kept, range_ = other, other.range - self.range
        elif other.conflict:
            kept, range_ = self, self.range_ - other.range_
        else:
            kept, range_ = self, self.range_ & other.range_
        return None if range_ is None else _like(kept, range_)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Requirement)
            and self.name_ == other.name_
            and self.range_ == other.range_
            and self.conflict_ == other.conflict_
        )

    def __hash__(self) -> int:
        return hash(str(self))

    def __str__(self) -> str:
        if self._str is None:
            range_ = self.range_
            if self.negate_ or range_ is None:
                # As it was written; of "~foo" that is the range of all versions.
                range_ = range_.inverse() if range_ else VersionRange()
            sign = "~" if self.negate_ else "!" if self.conflict_ else ""
            text = ""
            if not range_.is_any():
                text = str(range_)
                if text and text[0] not in "=<>":
                    text = self.sep_ + text
            self._str = sign + self.name_ + text
        return self._str


class RequirementList(_Common):
    """Requirements with at most one for each name, in the order of first mention.

    Args:
        requirements: The requirements; those of equal name are merged.
    """

    __slots__ = (
        "__weakref__",
        "conflict_",
        "conflict_names_",
        "names_",
        "requirements_",
        "requirements_dict",
    )

    def __init__(self, requirements: Iterable[Requirement]) -> None:
        self.requirements_: List[Requirement] = []
        self.conflict_: Optional[Tuple[Requirement, Requirement]] = None
        self.requirements_dict: Dict[str, Requirement] = {}
        self.names_: Set[str] = set()
        self.conflict_names_: Set[str] = set()
        merged: Optional[Requirement]
        for requirement in requirements:
            known = self.requirements_dict.get(requirement.name)
            merged = requirement if known is None else known.merged(requirement)
            if merged is None:
                self.conflict_ = (known, requirement)  # type: ignore[assignment]
                return
            self.requirements_dict[requirement.name] = merged
        seen = set()
        for requirement in requirements:
            name = requirement.name
            if name not in seen:
                seen.add(name)
                merged = self.requirements_dict[name]
                self.requirements_.append(merged)
                (self.conflict_names_ if merged.conflict else self.names_).add(name)

    @property
    def requirements(self) -> List[Requirement]:
        """The merged requirements; none if there is a conflict."""
        return self.requirements_

    @property
    def conflict(self) -> Optional[Tuple[Requirement, Requirement]]:
        """The two requirements that conflict first, or None."""
        return self.conflict_

    @property
    def names(self) -> Set[str]:
        """The names of what is required."""
        return self.names_

    @property
    def conflict_names(self) -> Set[str]:
        """The names of what is only excluded, in part or in whole."""
        return self.conflict_names_

    def get(self, name: str) -> Optional[Requirement]:
        """The merged requirement of a name, or None.

        Args:
            name: The name.
        """
        return self.requirements_dict.get(name)

    def __iter__(self) -> Iterator[Requirement]:
        return iter(self.requirements_ or [])

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, RequirementList)
            and self.requirements_ == other.requirements_
            and self.conflict_ == other.conflict_
        )

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        if self.conflict_:
            return "%s <--!--> %s" % self.conflict_
        return " ".join(map(str, self.requirements_))


def _end_of_name(text: str, ends: str) -> int:
    """The index of the first of some characters, or -1."""
    if text.isidentifier():
        return -1
    for index, char in enumerate(text):
        if char in ends:
            return index
    return -1


def _like(requirement: Requirement, range_: Any) -> Requirement:
    made = Requirement(None)
    made.name_ = requirement.name_
    made.negate_ = requirement.negate_
    made.conflict_ = requirement.conflict_
    made.sep_ = requirement.sep_
    made.range_ = range_
    return made
