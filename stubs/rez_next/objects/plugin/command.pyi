from typing import Any

class Command:
    type_settings: Any
    settings: Any
    def __init__(self) -> None: ...
    @classmethod
    def name(cls) -> str: ...
