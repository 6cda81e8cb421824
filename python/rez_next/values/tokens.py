"""The tokens of a version: what stands between the dots.

`AlphanumericVersionToken` is what every version has unless it is made with
another `make_token`. Versions of such tokens never look at them to compare:
they have a string for that (`rez_next.values.order`). Versions of other tokens
compare token by token, through `TokenOrder`.
"""

from __future__ import annotations

from rez_next.exceptions import VersionError
from rez_next.values.comparable import _Comparable
from rez_next.values.order import (
    AFTER,
    END,
    INFINITE,
    NotATokenError,
    check_digits,
    order_of_token,
    runs_of,
    tokens_of,
)
from rez_next.values.shared import FrozenList, LazyPattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, List, Optional, Tuple, Union


class VersionToken(_Comparable):
    """The base of tokens. Subclasses say what a token may be, and its order.

    A subclass defines `__init__`, `__str__`, `less_than` and `next`.

    Args:
        token: The token's text, such as ``rc02``.
    """

    __slots__ = ()

    def __init__(self, token: str) -> None:
        raise _abstract(self)

    @classmethod
    def create_random_token_string(cls) -> str:
        """Make the text of some token, for tests."""
        raise _abstract(cls)

    def less_than(self, other: Any) -> bool:
        """Whether this token comes before another one."""
        raise _abstract(self)

    def next(self) -> VersionToken:
        """The least token that is greater than all that begin with this one."""
        raise _abstract(self)

    def __str__(self) -> str:
        raise _abstract(self)

    def __lt__(self, other: Any) -> bool:
        return self.less_than(other)

    def __eq__(self, other: object) -> bool:
        return not self < other and not other < self

    # rez's tokens cannot be hashed; versions can.
    __hash__ = None  # type: ignore[assignment]


def _abstract(what: object) -> Exception:
    # The exception that rez raises when its base class is used as a token.
    return NotImplementedError("%r is no complete class of tokens" % what.__class__.__name__)


class NumericToken(VersionToken):
    """A token of digits alone, in the order of the numbers; ``07`` is ``7``.

    Equal to the `int` as well, so that ``version.major == 2`` can be written.

    Args:
        token: The digits.

    Raises:
        VersionError: The text is something else.
    """

    __slots__ = ("n",)

    def __init__(self, token: str) -> None:
        if not token.isdigit():
            raise VersionError("Invalid version token: '%s'" % token)
        self.n: int = int(token)

    @classmethod
    def create_random_token_string(cls) -> str:
        """Make the text of some token, for tests."""
        from random import choice

        return "".join(choice("0123456789") for _ in range(8))

    def less_than(self, other: Any) -> bool:
        """Whether this number is the smaller one."""
        if not isinstance(other, NumericToken):
            return NotImplemented  # type: ignore[no-any-return]
        return self.n < other.n

    def next(self) -> NumericToken:
        """The token ``1``, whatever this one is.

        That is what rez answers, so a range such as ``3`` cannot be made of
        these tokens. (There it also turns the token itself into ``1``.)
        """
        return self.__next__()

    def __next__(self) -> NumericToken:
        following = object.__new__(type(self))
        following.n = 1
        return following

    def __str__(self) -> str:
        return str(self.n)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, NumericToken):
            return self.n == other.n
        if isinstance(other, int):
            return self.n == other
        return NotImplemented

    __hash__ = None


class _SubToken(_Comparable):
    """A run of digits, or of anything else, within a token."""

    __slots__ = ("n", "s")

    def __init__(self, s: str) -> None:
        self.s = s
        self.n: Optional[int] = int(s) if s.isdigit() else None

    def __lt__(self, other: Any) -> bool:
        if not isinstance(other, _SubToken):
            return NotImplemented
        if self.n is None:
            return other.n is not None or self.s < other.s
        return other.n is not None and (self.n, self.s) < (other.n, other.s)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _SubToken):
            return NotImplemented
        return self.s == other.s and self.n == other.n

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.s


class AlphanumericVersionToken(VersionToken):
    """A token of letters, digits and underscores: rez's usual one.

    Letters and digits are compared run by run. Letters come before numbers and
    in the order of their codes; numbers in the order of their values, and of
    equal ones in the order of their texts. So each of these is less than the
    next: ``beta``, ``beta1``, ``beta12``, ``01``, ``1``, ``1a``, ``12``.

    A token that is a number without zeros in front is equal to the `int` as
    well, so that ``version.major == 2`` can be written.

    Args:
        token: The text; None makes a token without any, to be filled in.

    Raises:
        VersionError: The text has another character, or is empty.
    """

    __slots__ = ("_subtokens", "_text")

    numeric_regex = LazyPattern("[0-9]+")
    regex = LazyPattern(r"[a-zA-Z0-9_]+\Z")

    def __init__(self, token: Optional[str]) -> None:
        self._text: Optional[str] = None
        self._subtokens: Optional[List[_SubToken]] = None
        if token is None:
            return
        if type(self) is AlphanumericVersionToken and type(token) is str:
            try:
                order_of_token(token)
            except NotATokenError:
                raise VersionError("Invalid version token: '%s'" % token) from None
            check_digits(token)
            self._text = token
        elif not self.regex.match(token):
            raise VersionError("Invalid version token: '%s'" % token)
        else:
            self._subtokens = self._parse(token)

    @classmethod
    def create_random_token_string(cls) -> str:
        """Make the text of some token, for tests."""
        from random import choice
        from string import ascii_letters, digits

        return "".join(choice(digits + ascii_letters) for _ in range(8))

    @property
    def subtokens(self) -> Any:
        """The runs of digits and of letters, as a list; None if there is no text."""
        if self._subtokens is None and self._text is not None:
            self._subtokens = FrozenList(map(_SubToken, runs_of(self._text)))
        return self._subtokens

    @subtokens.setter
    def subtokens(self, subtokens: Any) -> None:
        self._text = None
        self._subtokens = subtokens

    def less_than(self, other: Any) -> bool:
        """Whether this token comes before another one."""
        if type(other) is AlphanumericVersionToken and self._text and other._text:
            return order_of_token(self._text) < order_of_token(other._text)
        return bool(self.subtokens < other.subtokens)

    def next(self) -> AlphanumericVersionToken:
        """The token with a ``_`` behind it."""
        return self.__next__()

    def __next__(self) -> AlphanumericVersionToken:
        if self._text is not None:
            return _token(self._text + "_")
        following = AlphanumericVersionToken(None)
        subtokens = list(self.subtokens)
        if subtokens[-1].n is None:
            subtokens[-1] = _SubToken(subtokens[-1].s + "_")
        else:
            subtokens.append(_SubToken("_"))
        following._subtokens = subtokens
        return following

    def __str__(self) -> str:
        if self._text is not None:
            return self._text
        return "".join(map(str, self.subtokens))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, AlphanumericVersionToken):
            if self._text is not None and other._text is not None:
                return self._text == other._text
            return bool(self.subtokens == other.subtokens)
        if isinstance(other, int):
            return str(self) == "%d" % other
        return NotImplemented

    __hash__ = None

    @classmethod
    def _parse(cls, text: str) -> List[_SubToken]:
        # A subclass may have another numeric_regex.
        numbers = cls.numeric_regex.findall(text)
        runs = cls.numeric_regex.split(text)
        for index, number in enumerate(numbers):
            runs.insert(2 * index + 1, number)
        return [_SubToken(run) for run in runs if run]

    def __setstate__(self, state: Any) -> None:
        self._text = self._subtokens = None
        super().__setstate__(state)  # of rez's state, this sets the subtokens


def default_tokens(texts: List[str]) -> FrozenList:
    """Tokens of texts that are known to be well formed."""
    return FrozenList(map(_token, texts))


def _token(text: str) -> AlphanumericVersionToken:
    token = object.__new__(AlphanumericVersionToken)
    token._text = text
    token._subtokens = None
    return token


class TokenOrder:
    """The order of a version that has tokens of its own class.

    Stands where other versions have a string, and compares with these as rez
    does: list of tokens with list of tokens.

    Attributes:
        tokens: The version's tokens; there are some.
        after: Whether this is the place just above the version.
    """

    __slots__ = ("after", "tokens")

    def __init__(self, tokens: List[Any], after: bool = False) -> None:
        self.tokens = tokens
        self.after = after

    def __add__(self, after: str) -> TokenOrder:
        assert after == AFTER
        return TokenOrder(self.tokens, True)

    def __eq__(self, other: object) -> bool:
        tokens, after = _tokens_and_after(other)
        return self.after == after and self.tokens == tokens

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: Any) -> bool:
        tokens, after = _tokens_and_after(other)
        if tokens is None:
            return True
        if self.tokens == tokens:
            return after and not self.after
        return bool(self.tokens < tokens)

    def __gt__(self, other: Any) -> bool:
        tokens, after = _tokens_and_after(other)
        if tokens is None:
            return False
        if self.tokens == tokens:
            return self.after and not after
        return bool(tokens < self.tokens)

    def __le__(self, other: Any) -> bool:
        return bool(self < other or self == other)

    def __ge__(self, other: Any) -> bool:
        return bool(self > other or self == other)

    __hash__ = None  # type: ignore[assignment]


def _tokens_and_after(order: Any) -> Tuple[Optional[List[Any]], bool]:
    if type(order) is TokenOrder:
        return order.tokens, order.after
    if order[:1] == INFINITE:
        return None, False
    if order == AFTER or order.endswith(END + AFTER):
        return default_tokens(tokens_of(order[:-1])), True
    return default_tokens(tokens_of(order)), False


def is_infinite(order: Union[str, TokenOrder]) -> bool:
    """Whether it is the order of `Version.inf`."""
    return type(order) is str and order == INFINITE
