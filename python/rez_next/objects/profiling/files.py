"""Profiles as files: written aside and then put in place, and checked when they are read."""

from __future__ import annotations

import json

from rez_next.exceptions import ProfilingError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FORMAT = "rez-next-profile"

#: Raised with every change of the form.
VERSION = 1


def write(path: str, text: str) -> None:
    """Put a text into a file, of which nobody sees half.

    Raises:
        ProfilingError: It cannot be written there.
    """
    from rez_next.objects.files.aside import write_text

    try:
        # Names that are not UTF-8 have lone surrogates, which no file can hold.
        write_text(path, text, survives_power_failure=False, errors="backslashreplace")
    except OSError as error:
        raise ProfilingError("The profile cannot be written to %s: %s" % (path, error)) from error


def write_profile(path: str, content: dict[str, Any]) -> None:
    """Write a profile that `read_profile` reads."""
    write(path, json.dumps({"format": FORMAT, "version": VERSION, **content}))


def read_profile(path: str) -> dict[str, Any]:
    """What `write_profile` has written.

    Raises:
        ProfilingError: It is not there, or no profile, or one of a newer rez-next.
    """
    try:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
    except OSError as error:
        raise ProfilingError("The profile %s cannot be read: %s" % (path, error)) from error
    except ValueError as error:
        raise ProfilingError("%s is no profile, or is damaged: %s" % (path, error)) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ProfilingError(
            "%s is no profile: name a file that `PerformanceProfiler.save` has written" % path
        )
    if content.get("version") != VERSION:
        raise ProfilingError(
            "%s was saved by another release of rez-next (version %s of the form, this one reads "
            "%d)" % (path, content.get("version"), VERSION)
        )
    return content
