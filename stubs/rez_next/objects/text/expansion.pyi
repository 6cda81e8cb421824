from collections.abc import Mapping
from re import Pattern

ENV_VAR_REGSTR: str
ENV_VAR_REGEX: Pattern[str]
EXPANDUSER_RE: Pattern[str]

def expandvars(text: str, environ: Mapping[str, str] | None = None) -> str: ...
def expanduser(path: str) -> str: ...
