"""Lists, arguments of commands and of functions, indices of variants."""

from __future__ import annotations

import re
from collections.abc import Iterable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType
    from typing import Any, Callable

_UNSAFE = re.compile(r"[^\w@%+=`:,./-]").search


def dedup(seq: Iterable[Any]) -> Iterator[Any]:
    """The items in their order, each once."""
    seen = set()
    for item in seq:
        if item not in seen:
            seen.add(item)
            yield item


def shlex_join(
    value: Any,
    unsafe_regex: Callable[[str], object] | None = None,
    replacements: Iterable[tuple[Any, str]] | None = None,
    enclose_with: str = '"',
) -> str:
    """Arguments as one line for a shell.

    Args:
        value: The arguments; anything but a collection is given as its text.
        unsafe_regex: True, or a match, for a word that must be quoted.
        replacements: What to replace in such words: texts or patterns, and by what.
        enclose_with: The quote.
    """
    if not is_non_string_iterable(value):
        return str(value)
    is_unsafe = unsafe_regex or _UNSAFE
    changes = list(replacements or ())

    def escaped(word: str) -> str:
        if not word:
            return "''"
        if is_unsafe(word) is None:
            return word
        for old, new in changes:
            word = word.replace(old, new) if isinstance(old, str) else old.sub(new, word)
        return enclose_with + word + enclose_with

    return " ".join(map(escaped, value))


def find_last_sublist(list_: Sequence[Any], sublist: Sequence[Any]) -> int | None:
    """Where a list is found in another for the last time, or None."""
    for start in range(len(list_) - len(sublist), -1, -1):
        if list_[start : start + len(sublist)] == sublist:
            return start
    return None


def is_non_string_iterable(arg: Any) -> bool:
    """True for a collection or iterator that is no text."""
    return isinstance(arg, Iterable) and not isinstance(arg, str)


def get_function_arg_names(func: Callable[..., Any]) -> list[str]:
    """The names of a function's arguments, those that only take a name too."""
    from inspect import getfullargspec

    spec = getfullargspec(func)
    return spec.args + spec.kwonlyargs


def load_module_from_file(name: str, filepath: str) -> ModuleType:
    """A module made of a file, which `sys.modules` does not get: two of one name can exist."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location(name, filepath)
    if spec is None or spec.loader is None:
        raise ImportError("cannot load a module from %s" % filepath, name=name, path=filepath)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def resolve_variant_indices(
    variants: Iterable[int], num_variants: int
) -> tuple[set[int], list[int]]:
    """Indices of variants, those from the end too, as indices from the start.

    Args:
        variants: The indices.
        num_variants: How many variants the package has; of none, all indices are taken as given.

    Returns:
        The indices from the start, and those given that the package has not, in order.
    """
    given = set(variants)
    if num_variants <= 0:
        return given, []
    invalid = sorted(index for index in given if not -num_variants <= index < num_variants)
    return {index % num_variants for index in given}, invalid
