from typing import Any

class AttributeForwardMeta(type):
    def __new__(
        cls, name: str, parents: tuple[type, ...], members: dict[str, Any]
    ) -> AttributeForwardMeta: ...
