"""Text in which variables and home folders are named."""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

ENV_VAR_REGSTR = r"\$(\w+|\{[^}]*\})"
ENV_VAR_REGEX = re.compile(ENV_VAR_REGSTR)


def expandvars(text: str, environ: Mapping[str, str] | None = None) -> str:
    """`text` with the values of variables; those that are not there stay as written."""
    from rez_next.host.formatting import expandvars

    return expandvars(text, os.environ if environ is None else environ)


_SEPARATORS = re.escape(os.sep + (os.altsep or ""))
_PATH_SEPARATORS = re.escape("".join(sorted({os.pathsep, ";"})))
EXPANDUSER_RE = re.compile(
    r"(\A|\s|[%s])~([%s]|[%s]|\s|\Z)" % (_PATH_SEPARATORS, _SEPARATORS, _PATH_SEPARATORS)
)


def expanduser(path: str) -> str:
    """A text with the home folder for each `~` that stands alone or leads a path.

    `~maya` stays: it is a weak request, and not the home of a user called maya. A text that has a
    `~` comes back normalised, as from rez.
    """
    if "~" not in path:
        return path
    home = _home()
    if home is None:
        return path
    expanded = EXPANDUSER_RE.sub(lambda match: match[1] + str(home) + match[2], path)
    return os.path.normpath(expanded)


def _home() -> str | None:
    if os.name != "nt":
        return os.path.expanduser("~")
    for name in ("HOME", "USERPROFILE"):
        if name in os.environ:
            return os.environ[name]
    if "HOMEPATH" in os.environ:
        return os.path.join(os.environ.get("HOMEDRIVE", ""), os.environ["HOMEPATH"])
    return None
