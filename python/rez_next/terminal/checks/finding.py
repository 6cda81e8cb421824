"""What a check has found."""

from __future__ import annotations

from typing import NamedTuple, Optional


class Finding(NamedTuple):
    """One thing that was looked at.

    Attributes:
        check: What it is, in a few words that stay the same.
        status: "ok", "warning", "error", or "skipped" where there was nothing to look at.
        found: What was seen.
        mend: What to do about it; None where there is nothing to do.
    """

    check: str
    status: str
    found: str
    mend: Optional[str] = None


def ok(check: str, found: str) -> Finding:
    """It is well."""
    return Finding(check, "ok", found)


def skipped(check: str, found: str) -> Finding:
    """There is no such thing here."""
    return Finding(check, "skipped", found)


def warning(check: str, found: str, mend: str) -> Finding:
    """It works, and could be better."""
    return Finding(check, "warning", found, mend)


def error(check: str, found: str, mend: str) -> Finding:
    """It does not work."""
    return Finding(check, "error", found, mend)
