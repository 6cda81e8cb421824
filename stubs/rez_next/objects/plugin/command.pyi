from typing import Any

class Command:
    # The settings of the plugin, attributes by their names.
    type_settings: Any
    settings: Any
    def __init__(self) -> None: ...
    @classmethod
    def name(cls) -> str: ...
