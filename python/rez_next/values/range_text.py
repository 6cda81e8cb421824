"""Reads the text of ranges: ``1.2``, ``1+<2|==3``, ``<2,>=1``.

One part of it, between two ``|``, has one of these forms, where V is a version
of tokens with dots and hyphens, and what is in brackets may be missing:

    =================  ====================================================
    superset           V
    exact              ``==`` [V]
    inclusive          [V] ``..`` [V]
    lower              ``>`` [V], ``>=`` [V], [V] ``+``
    upper              ``<`` V, ``<=`` [V]
    both               lower or V, [``,`` if there was a V], upper
    both, from above   ``<`` [V] or ``<=`` [V] or [V] [``+``], ``,`` if there
                       was a V, then ``>`` [V] or ``>=`` [V] or ``<`` V
    =================  ====================================================

The last form is odd in rez, and kept: an upper version without a sign is
included (``3,>2`` is ``>2<=3``), and so is a lower one behind ``<``.
"""

from __future__ import annotations

from rez_next.exceptions import ParseException, VersionError
from rez_next.values.order import END, NotATokenError, check_digits, order_of
from rez_next.values.shared import ONCE
from rez_next.values.spans import ANY, checked, joined, make_span
from rez_next.values.tokens import AlphanumericVersionToken
from rez_next.values.version import Version, version_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, List, NamedTuple, Optional, Tuple

    from rez_next.values.spans import Span
    from rez_next.values.tokens import VersionToken

    class Part(NamedTuple):
        """What one part says. A version of None means that there is no such bound."""

        form: int
        lower: Optional[Version]
        from_lower: bool
        upper: Optional[Version]
        to_upper: bool


SUPERSET, EXACT, SPAN, NOTHING = range(4)


def is_surely_a_range(text: str) -> bool:
    """Whether a text is a range that needs no reading before its versions are looked at.

    True of nearly all ranges in real packages. Otherwise it may be a range as well: of another
    form, or one whose bounds must be compared to see that there is something between them.
    """
    found = _match_common_form(text)
    if found is None:
        # Most are of one part, and no part has this sign.
        return "|" in text and all(map(is_surely_a_range, text.split("|")))
    if found.lastindex is None:
        return True
    lower, upper = found.groups()
    return int(lower) < int(upper)


def _first_match_common_form(part: str) -> Any:
    """Stands in for `_match_common_form` until it is first called: `re` is slow to import."""
    import re

    global _match_common_form
    token = "[0-9A-Za-z_]{1,640}" + ONCE
    version = "{0}(?:[-.]{0})*{1}".format(token, ONCE)
    # The first token of a bound is a number: if it is less than the other one's, all is well.
    bound = "([0-9]{{1,640}}{1})(?:[-.]{0})*{1}".format(token, ONCE)
    _match_common_form = re.compile(
        r"(?:>=?(?!.*\+))?{bound}\+?,?<=?{bound}|(?:==|[<>]=?){version}|{version}\+?".format(
            bound=bound, version=version
        )
    ).fullmatch
    return _match_common_form(part)


_match_common_form: Callable[[str], Any] = _first_match_common_form


def read_range(
    text: Any,
    make_token: Callable[[str], VersionToken] = AlphanumericVersionToken,
    invalid_bound_error: bool = True,
) -> List[Span]:
    """Read a whole range.

    Args:
        text: The text, or None for a range without any version.
        make_token: Makes the tokens of the versions in the text.
        invalid_bound_error: Whether to refuse spans that nothing can be in.

    Raises:
        VersionError: The text is no range.
    """
    spans: List[Span] = []
    is_any = False
    if text is None:
        return spans
    try:
        for part in text.split("|"):
            if not part:
                # Any version, whatever else there is; but the rest must be well formed.
                is_any = True
                spans = []
                continue
            form, lower, from_lower, upper, to_upper = read_part(part)
            if is_any or form == NOTHING:
                continue
            if len(part) > 640 or make_token is not AlphanumericVersionToken:
                lower, upper = _made_by(make_token, lower), _made_by(make_token, upper)
            if form == SUPERSET:
                upper, to_upper = lower.next(), False  # type: ignore[union-attr]
                if type(lower._key) is str:  # type: ignore[union-attr]
                    upper._key = lower._key[:-1] + "_" + END  # type: ignore[union-attr]
            elif form == EXACT:
                upper = lower
            span = make_span(lower, from_lower, upper, to_upper)
            spans.append(checked(span) if invalid_bound_error else span)
    except ParseException as error:
        raise VersionError("Syntax error in version range '%s': %s" % (text, error)) from error
    except VersionError as error:
        raise VersionError("Invalid version range '%s': %s" % (text, error)) from error
    return joined(spans) if spans else [ANY]


def _made_by(
    make_token: Callable[[str], VersionToken], version: Optional[Version]
) -> Optional[Version]:
    if version:
        check_digits(version._text)
        if make_token is not AlphanumericVersionToken:
            return Version(version._text, make_token)
    return version


def read_part(part: str) -> Part:
    """Read a part that is not empty.

    Raises:
        ParseException: It has none of the forms.
    """
    try:
        # rez's patterns end with "$", which lets one line feed follow.
        return _read(part[:-1] if part[-1] == "\n" else part)  # type: ignore[return-value]
    except NotATokenError:
        raise ParseException("Syntax error in version range '%s'" % part) from None


def _read(part: str) -> object:
    less = part.find("<")
    if less > 0:
        return _both(part[:less], part[less + 1 :])
    if less == 0:
        return _upper(part)
    if not part:
        return (NOTHING, None, True, None, True)
    if part[0] == ">":
        lower, included = _lower(part)
        return (SPAN, lower, included, None, True)
    if part[-1] == "+":
        return (SPAN, _version(part[:-1]), True, None, True)
    if part[:2] == "==":
        return (EXACT, _version(part[2:]), True, None, True)
    greater = part.find(">")
    if greater > 0:
        return _both_from_above(part[:greater], part[greater:])
    first, dots, last = part.partition("..")
    if dots:
        return (SPAN, _version(first), True, _version(last), True)
    return (SUPERSET, _some_version(part), True, None, True)


def _both(head: str, tail: str) -> object:
    included = tail[:1] == "="
    upper = _version(tail[1:]) if included else _some_version(tail)
    comma = head[-1] == ","
    if comma:
        head = head[:-1]
    if head[:1] == ">":
        lower, from_lower = _lower(head)
    else:
        lower, from_lower = _version(head[:-1] if head[-1:] == "+" else head), True
    if comma and not lower:
        raise NotATokenError(head)
    return (SPAN, lower, from_lower, upper, included)


def _upper(part: str) -> object:
    included = part[1:2] == "="
    rest = part[2:] if included else part[1:]
    if rest[:1] in ("<", ">"):
        lower, from_lower = _lower(rest)
        return (SPAN, lower, from_lower, version_of("", ""), included)
    upper, comma, rest = rest.partition(",")
    if comma:
        lower, from_lower = _lower(rest)
        return (SPAN, lower, from_lower, _some_version(upper), included)
    return (SPAN, None, True, _version(upper) if included else _some_version(upper), included)


def _both_from_above(head: str, tail: str) -> object:
    if head == "+":
        upper = version_of("", "")
    else:
        if head[-1] != ",":
            raise NotATokenError(head)
        upper = _some_version(head[:-2] if head[-2:-1] == "+" else head[:-1])
    lower, from_lower = _lower(tail)
    return (SPAN, lower, from_lower, upper, True)


def _lower(text: str) -> Tuple[Version, bool]:
    """Read ``>``, ``>=`` or, in the odd form, ``<`` with the version behind it."""
    if text[:1] == "<":
        return _some_version(text[1:]), True
    if text[:1] != ">":
        raise NotATokenError(text)
    if text[1:2] == "=":
        return _version(text[2:]), True
    return _version(text[1:]), False


def _version(text: str) -> Version:
    return version_of(text, order_of(text) if text else "")


def _some_version(text: str) -> Version:
    return version_of(text, order_of(text))
