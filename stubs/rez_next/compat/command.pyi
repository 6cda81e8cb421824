from rez_next.objects.config.config import config as config
from rez_next.objects.plugin.command import Command as Command

__all__ = [
    "Command",
    "config",
]
