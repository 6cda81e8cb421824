"""Names that count in letters: a, b, … z, aa, ab, …; short names of folders are made of them."""

from __future__ import annotations

import os

from rez_next.objects.files.filesystem import find_matching_symlink

# How often a link's name may be taken by another process before giving up.
_ATTEMPTS = 12


def get_next_base26(prev: str | None = None) -> str:
    """The name after another.

    Args:
        prev: The name before it; None or an empty one gives the first name.

    Raises:
        ValueError: There is more in it than the letters a to z.
    """
    if not prev:
        return "a"
    if not all("a" <= letter <= "z" for letter in prev):
        raise ValueError("Invalid base26")
    head, last = prev[:-1], prev[-1]
    return head + chr(ord(last) + 1) if last != "z" else get_next_base26(head) + "a"


def last_base26(names: list[str]) -> str | None:
    """The last of such names as they count, `aa` after `z`; None of none.

    rez goes by the alphabet here, takes `z` for the last for ever, and gives `aa` twice.
    """
    return max(names, key=lambda name: (len(name), name)) if names else None


def create_unique_base26_symlink(path: str, source: str) -> str:
    """A link to `source` in a folder of such links, made unless there is one.

    Two processes may each make one at the same time.

    Args:
        path: The folder.
        source: What the link points at; if relative, then to the folder.

    Returns:
        The link's path.

    Raises:
        RuntimeError: Others took each name before it could be used.
        OSError: The link cannot be made.
    """
    for _ in range(_ATTEMPTS):
        name = find_matching_symlink(path, source)
        if name:
            return os.path.join(path, name)
        names = [entry for entry in os.listdir(path) if os.path.islink(os.path.join(path, entry))]
        link = os.path.join(path, get_next_base26(last_base26(names)))
        try:
            os.symlink(source, link)
        except FileExistsError:
            continue
        return link
    raise RuntimeError("Variant shortlink not created - there was too much contention.")
