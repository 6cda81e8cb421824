from collections.abc import Mapping

def which(
    cmd: str, mode: int = ..., path: str | None = None, env: Mapping[str, str] | None = None
) -> str | None: ...
def first_program(
    *programs: str,
    mode: int = ...,
    path: str | None = None,
    env: Mapping[str, str] | None = None,
) -> str | None: ...
