from rez_next.exceptions import ConfigurationError as ConfigurationError
from rez_next.objects.config.config import Config as Config
from rez_next.objects.config.config import config as config
from rez_next.objects.config.config import create_config as create_config
from rez_next.objects.config.config import expand_system_vars as expand_system_vars
from rez_next.objects.config.config import get_module_root_config as get_module_root_config
from rez_next.values.modify_list import ModifyList as ModifyList
