"""Commands that plugins add to the command line."""

from __future__ import annotations

from rez_next.objects.config.config import config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Command:
    """The base of a plugin of the type `command`.

    The plugin's module has a docstring, which is the command's help; the functions `setup_parser`,
    `command` and `register_plugin`; and, if need be, the dict `command_behavior`, with `hidden`
    and `arg_mode`.

    Attributes:
        type_settings: The settings `plugins.extension`.
        settings: Those of this command.
    """

    def __init__(self) -> None:
        self.type_settings: Any = config.plugins.extension
        self.settings: Any = self.type_settings.get(self.name())

    @classmethod
    def name(cls) -> str:
        """The command's name."""
        raise NotImplementedError
