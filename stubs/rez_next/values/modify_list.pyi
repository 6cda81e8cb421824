from typing import Any

class ModifyList:
    append: list[Any]
    prepend: list[Any]
    def __init__(
        self, append: list[Any] | None = None, prepend: list[Any] | None = None
    ) -> None: ...
    def apply(self, v: list[Any] | None) -> list[Any]: ...
