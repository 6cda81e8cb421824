"""Versions: sequences of tokens with a total order.

A `Version` keeps its text, which is checked when it is made, and, from the first
comparison on, its order (`rez_next.values.order`), by which it is compared.
Everything else is made on demand too (`bench/areas/versions.py` shows what that spares).
Calls of `Version` are answered from a table of shared instances
(`rez_next.values.shared`), so an instance must never change.
"""

from __future__ import annotations

from rez_next.exceptions import VersionError
from rez_next.values.comparable import _Comparable
from rez_next.values.order import (
    INFINITE,
    check_digits,
    order_of,
    order_of_token,
    order_of_version,
    with_dots,
)
from rez_next.values.shared import ONCE, FrozenList, SharedByText, shared_by
from rez_next.values.tokens import AlphanumericVersionToken, TokenOrder, default_tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, ClassVar, List, Optional, Tuple

    from rez_next.values.tokens import VersionToken

    _Type = type
    # To the type checker, either kind of order is a string.
    Order = Any
else:
    _Type = SharedByText

_new = object.__new__


def _first_has_common_form(text: str) -> Any:
    """Stands in for `_has_common_form` until it is first called.

    `re` would be half of what importing this package costs.
    """
    import re

    global _has_common_form
    token = "[0-9A-Za-z_]{1,640}" + ONCE  # Python has no doubts about numbers of that length
    _has_common_form = re.compile("{0}(?:[-.+]{0})*{1}".format(token, ONCE)).fullmatch
    return _has_common_form(text)


_has_common_form: Callable[[str], Any] = _first_has_common_form
"""Whether a text is surely a version, with dots, hyphens and plus signs as separators.

No way to check a text is quicker: 0.2 µs. For the others there is `with_dots`.
"""


class Version(_Comparable, metaclass=_Type):
    """A version, such as ``1.2.3`` or ``2.0-beta.1``.

    A version is tokens with single characters between them. Which characters
    these are is cosmetic: ``1.2-3`` equals ``1.2.3``. A version comes before all
    that begin with it, so ``1.2`` is less than ``1.2.0``. The empty version is
    the least of all, and stands for "has no version".

    Versions are immutable, and equal ones may be the same object.

    Args:
        ver_str: The text. Nothing, or None, is the empty version.
        make_token: Makes a token from its text.

    Raises:
        VersionError: The text is no version.
    """

    # `_hash` and `_parts` are not there before they are asked for.
    __slots__ = ("__weakref__", "_hash", "_key", "_parts", "_text")

    _hash: int
    _parts: Tuple[Optional[List[Any]], List[str]]

    inf: ClassVar[Version]
    """The version above all others."""

    def __init__(
        self,
        ver_str: Optional[str] = "",
        make_token: Callable[[str], VersionToken] = AlphanumericVersionToken,
    ) -> None:
        self._key: Order = None  # the order, once somebody asked for it
        if not ver_str:
            self._text = self._key = ""
            return
        if type(ver_str) is not str:
            ver_str = exact_text(ver_str)
        if make_token is not AlphanumericVersionToken:
            _set_parts(self, *_read(ver_str, make_token))
            return
        if not _has_common_form(ver_str):
            self._key = order_of(with_dots(ver_str))
            check_digits(ver_str)
        self._text = ver_str

    @property
    def _order(self) -> Order:
        """What to compare instead of the version; `_key`, made if need be."""
        order = self._key
        if order is None:
            order = self._key = order_of_version(self._text)
        return order

    # The comparisons are written out: each is one call, and sorting is made of them.

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Version)
            and bool((self._key or self._order) == (other._key or other._order))
        )

    def __ne__(self, other: object) -> bool:
        return self is not other and not (
            isinstance(other, Version)
            and (self._key or self._order) == (other._key or other._order)
        )

    def __lt__(self, other: Any) -> bool:
        try:
            return (self._key or self._order) < (other._key or other._order)  # type: ignore[no-any-return]
        except AttributeError:
            return self is not Version.inf and bool(self.tokens < other.tokens)

    def __gt__(self, other: Any) -> bool:
        try:
            return (self._key or self._order) > (other._key or other._order)  # type: ignore[no-any-return]
        except AttributeError:
            return self is Version.inf or bool(self.tokens > other.tokens)

    def __le__(self, other: Any) -> bool:
        try:
            return (self._key or self._order) <= (other._key or other._order)  # type: ignore[no-any-return]
        except AttributeError:
            return self is not Version.inf and bool(self.tokens <= other.tokens)

    def __ge__(self, other: Any) -> bool:
        try:
            return (self._key or self._order) >= (other._key or other._order)  # type: ignore[no-any-return]
        except AttributeError:
            return self is Version.inf or bool(self.tokens >= other.tokens)

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            # rez's rule: the hash of the tokens' texts.
            self._hash = hash(None if self._key == INFINITE else self.as_tuple())
            return self._hash

    def __str__(self) -> str:
        return self._text

    def __len__(self) -> int:
        if type(self._key) is TokenOrder:
            return len(self._key.tokens)
        return 0 if self._key == INFINITE else len(self._token_texts())

    def __bool__(self) -> bool:
        """Whether the version has tokens: False for the empty version."""
        return bool("" != self._key != INFINITE)

    def __getitem__(self, index: Any) -> Any:
        """The token at an index, or the list of those of a slice."""
        try:
            return (self.tokens or [])[index]
        except IndexError:
            raise IndexError("version token index out of range") from None

    @property
    def tokens(self) -> Any:
        """The tokens, as a list that cannot be changed; None for `Version.inf`."""
        try:
            return self._parts[0]
        except AttributeError:
            return self._make_parts()[0]

    @property
    def seps(self) -> Any:
        """What stands between the tokens, as a list that cannot be changed."""
        try:
            return self._parts[1]
        except AttributeError:
            return self._make_parts()[1]

    @property
    def major(self) -> VersionToken:
        """The first token. Raises `IndexError` if there is none."""
        return self[0]  # type: ignore[no-any-return]

    @property
    def minor(self) -> VersionToken:
        """The second token. Raises `IndexError` if there is none."""
        return self[1]  # type: ignore[no-any-return]

    @property
    def patch(self) -> VersionToken:
        """The third token. Raises `IndexError` if there is none."""
        return self[2]  # type: ignore[no-any-return]

    @property
    def prerelease(self) -> Optional[str]:
        """The pre-release of a semantic version: ``beta.1`` of ``1.0.0-beta.1+5``.

        None if there is none, or if the text is no semantic version
        (https://semver.org, 2.0.0). The order of versions is rez's all the same.
        """
        from rez_next.values.semantic import semantic_parts

        return semantic_parts(self._text)[0]

    @property
    def build(self) -> Optional[str]:
        """The build of a semantic version: ``5`` of ``1.0.0-beta.1+5``.

        None if there is none, or if the text is no semantic version.
        """
        from rez_next.values.semantic import semantic_parts

        return semantic_parts(self._text)[1]

    def as_tuple(self) -> Tuple[str, ...]:
        """The texts of the tokens: ``("1", "2", "12")`` of ``1.2.12``."""
        if type(self._key) is TokenOrder or self._key == INFINITE:
            return tuple(map(str, self.tokens))
        return tuple(self._token_texts())

    def copy(self) -> Version:
        """An equal version.

        Raises:
            RuntimeError: This is `Version.inf`.
        """
        if self.tokens is None:
            raise RuntimeError("Version.inf cannot be copied")
        return _of_parts(self.tokens[:], self.seps[:])

    def trim(self, len_: int) -> Version:
        """The version of the first tokens.

        Args:
            len_: How many tokens to keep. Of a shorter version, all are kept.

        Raises:
            RuntimeError: This is `Version.inf`.
        """
        key = self._key
        if key == INFINITE:
            raise RuntimeError("Version.inf cannot be trimmed")
        if type(key) is not TokenOrder and type(len_) is int and len_ > 0:
            texts = self._token_texts()
            if len(texts) <= len_:
                return version_of(self._text, key)
            return version_of(self._text[: sum(map(len, texts[:len_])) + len_ - 1])
        return _of_parts(self.tokens[:len_], self.seps[: len_ - 1])

    def next(self) -> Version:
        """The end of all versions that begin with this one: ``1.2_`` of ``1.2``.

        It is `Version.inf` for the empty version.
        """
        return self.__next__()

    def __next__(self) -> Version:
        key = self._key
        if type(key) is TokenOrder:
            tokens = list(self.tokens)
            tokens[-1] = tokens[-1].next()
            return _of_parts(tokens, self.seps[:])
        if key == "" or key == INFINITE:
            return Version.inf
        return version_of(self._text + "_")

    def _token_texts(self) -> List[str]:
        """The texts of the tokens of a version that shows all of them in its own."""
        text = self._text
        if _has_common_form(text):
            return text.replace("-", ".").replace("+", ".").split(".")
        return with_dots(text).split(".") if text else []

    def _make_parts(self) -> Tuple[Optional[List[Any]], List[str]]:
        if self._key == INFINITE:
            self._parts = (None, FrozenList())
            return self._parts
        texts = self._token_texts()
        text = self._text
        index = 0
        seps = FrozenList()
        for token in texts[:-1]:
            index += len(token) + 1
            list.append(seps, text[index - 1])
        self._parts = (default_tokens(texts), seps)
        return self._parts

    def __reduce__(self) -> Any:
        if type(self) is Version and type(self._key) is not TokenOrder:
            if self._key == INFINITE:
                return (getattr, (Version, "inf"))
            if self._text or not self.seps:  # trim(0) leaves separators, in rez too
                return (Version, (self._text,))
        from copyreg import __newobj__  # type: ignore[attr-defined]

        return (__newobj__, (type(self),), self.__getstate__())

    def __getstate__(self) -> Any:
        return {
            "tokens": None if self.tokens is None else list(self.tokens),
            "seps": list(self.seps),
            "_str": None,
            "_hash": None,
            **getattr(self, "__dict__", {}),
        }

    def __setstate__(self, state: Any) -> None:
        # Also reads what rez has pickled.
        state = dict(state)
        _set_parts(self, state.pop("tokens"), state.pop("seps"))
        for name, value in state.items():
            if name not in ("_str", "_hash"):
                setattr(self, name, value)


def version_of(text: str, order: Order = None) -> Version:
    """Make a version that is known to be well formed."""
    version = _new(Version)
    version._text = text
    version._key = order
    return version


def _of_parts(tokens: Optional[List[Any]], seps: List[str]) -> Version:
    version = _new(Version)
    _set_parts(version, tokens, seps)
    return version


def _set_parts(version: Version, tokens: Optional[List[Any]], seps: List[str]) -> None:
    if tokens is None:
        version._text = "[INF]"
        version._key = INFINITE
        return
    # rez's rule: where separators are missing, as trim(-1) leaves it, tokens are not shown.
    version._text = "".join([str(token) + sep for token, sep in zip(tokens, [*seps, ""])])
    if not tokens:
        version._key = ""
    elif len(seps) == len(tokens) - 1 and all(map(_is_default, tokens)):
        version._key = "".join([order_of_token(str(token)) for token in tokens])
    else:
        version._key = TokenOrder(tokens)
    version._parts = (FrozenList(tokens), FrozenList(seps))


def _is_default(token: object) -> bool:
    return type(token) is AlphanumericVersionToken


def _read(text: str, make_token: Callable[[str], VersionToken]) -> Tuple[List[Any], List[str]]:
    texts = with_dots(text).split(".")
    index = -1
    seps = []
    tokens = []
    for token in texts:
        try:
            tokens.append(make_token(token))
        except VersionError as error:
            raise VersionError("Invalid version '%s': %s" % (text, error)) from error
        index += len(token) + 1
        seps.append(text[index : index + 1])
    return tokens, seps[:-1]


def exact_text(text: Any) -> str:
    """The text of an instance of a subclass of `str`. Raises `TypeError` for anything else."""
    if isinstance(text, str):
        return str.__getitem__(text, slice(None))
    import re  # whose words for it are those that rez's users know

    return str(re.findall("", text))


def _make(
    ver_str: Optional[str] = "",
    make_token: Callable[[str], VersionToken] = AlphanumericVersionToken,
) -> Version:
    version = _new(Version)
    if (
        type(ver_str) is str
        and make_token is AlphanumericVersionToken
        and _has_common_form(ver_str)
    ):
        version._text = ver_str
        version._key = None
    else:
        version.__init__(ver_str, make_token)  # type: ignore[misc]
    return version


Version.inf = version_of("[INF]", INFINITE)

if not TYPE_CHECKING:
    SharedByText.__call__ = staticmethod(shared_by(_make))
