from typing import Any

class LazyAttributeMeta(type):
    def __new__(
        cls, name: str, parents: tuple[type, ...], members: dict[str, Any]
    ) -> LazyAttributeMeta: ...
