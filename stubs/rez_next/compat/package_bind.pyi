from rez_next.compat import module_root_path as module_root_path
from rez_next.exceptions import RezBindError as RezBindError
from rez_next.objects.binding.bind import bind_package, find_bind_module, get_bind_modules
from rez_next.objects.config.config import config as config
from rez_next.objects.text.columns import columnise as columnise
from rez_next.objects.text.messages import print_error as print_error
from rez_next.objects.text.similar import get_close_pkgs as get_close_pkgs

__all__ = [
    "RezBindError",
    "bind_package",
    "columnise",
    "config",
    "find_bind_module",
    "get_bind_modules",
    "get_close_pkgs",
    "module_root_path",
    "print_error",
]
