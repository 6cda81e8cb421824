from rez_next.exceptions import ConfigurationError
from rez_next.objects.config import Config, config
from rez_next.values.modify_list import ModifyList

__all__ = ["Config", "ConfigurationError", "ModifyList", "config"]
