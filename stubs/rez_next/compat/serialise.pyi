from rez_next.exceptions import InvalidPackageError as InvalidPackageError
from rez_next.exceptions import ResourceError as ResourceError
from rez_next.host.definition import EarlyThis as EarlyThis
from rez_next.host.definition import default_objects as default_objects
from rez_next.host.definition import early as early
from rez_next.host.definition import get_objects as get_objects
from rez_next.host.definition import include as include
from rez_next.host.definition import late as late
from rez_next.host.definition import process_python_objects as process_python_objects
from rez_next.host.definition import set_objects as set_objects
from rez_next.host.source import SourceCode as SourceCode
from rez_next.objects.config.config import config as config
from rez_next.objects.data.scope import ScopeContext as ScopeContext
from rez_next.objects.data.serialise import clear_file_caches as clear_file_caches
from rez_next.objects.data.serialise import debug_print as debug_print
from rez_next.objects.data.serialise import file_cache as file_cache
from rez_next.objects.data.serialise import load_from_file as load_from_file
from rez_next.objects.data.serialise import load_functions as load_functions
from rez_next.objects.data.serialise import load_py as load_py
from rez_next.objects.data.serialise import load_txt as load_txt
from rez_next.objects.data.serialise import load_yaml as load_yaml
from rez_next.objects.data.serialise import open_file_for_write as open_file_for_write
from rez_next.objects.data.serialise import tmpdir_manager as tmpdir_manager
from rez_next.objects.files.temporary import TempDirs as TempDirs
from rez_next.objects.memcached import get_function_arg_names as get_function_arg_names
from rez_next.objects.memcached import memcached as memcached
from rez_next.objects.package.schema import package_rex_keys as package_rex_keys
from rez_next.objects.package.text import FileFormat as FileFormat
from rez_next.objects.shell.process import add_sys_paths as add_sys_paths
from rez_next.values.modify_list import ModifyList as ModifyList

__all__ = [
    "EarlyThis",
    "FileFormat",
    "InvalidPackageError",
    "ModifyList",
    "ResourceError",
    "ScopeContext",
    "SourceCode",
    "TempDirs",
    "add_sys_paths",
    "clear_file_caches",
    "config",
    "debug_print",
    "default_objects",
    "early",
    "file_cache",
    "get_function_arg_names",
    "get_objects",
    "include",
    "late",
    "load_from_file",
    "load_functions",
    "load_py",
    "load_txt",
    "load_yaml",
    "memcached",
    "open_file_for_write",
    "package_rex_keys",
    "process_python_objects",
    "set_objects",
    "tmpdir_manager",
]
