from typing import Any

class RezDeprecationWarning(DeprecationWarning): ...

def warn(
    message: str,
    category: type[Warning],
    pre_formatted: bool = False,
    stacklevel: int = 1,
    filename: str | None = None,
    **kwargs: Any,
) -> None: ...
