from rez_next.objects.files.filesystem import (
    copy_or_replace,
    find_matching_symlink,
    forceful_rmtree,
    get_existing_path,
    make_path_writable,
    rename,
    safe_listdir,
    safe_remove,
    safe_rmtree,
    walk_up_dirs,
    windows_long_path,
)
from rez_next.objects.files.path_names import (
    canonical_path,
    decode_filesystem_name,
    encode_filesystem_name,
    is_subdirectory,
    to_nativepath,
    to_ntpath,
    to_posixpath,
)
from rez_next.objects.files.programs import first_program as which
from rez_next.objects.files.replacing import (
    additive_copytree,
    copytree,
    make_tmp_name,
    movetree,
    replace_file_or_dir,
    replacing_copy,
    replacing_symlink,
    retain_cwd,
    safe_chmod,
)
from rez_next.objects.files.temporary import TempDirs
from rez_next.objects.shell.process import Popen
from rez_next.objects.system.platform import platform_

is_windows: bool
is_mac: bool

def test_encode_decode() -> None: ...

__all__ = [
    "Popen",
    "TempDirs",
    "additive_copytree",
    "canonical_path",
    "copy_or_replace",
    "copytree",
    "decode_filesystem_name",
    "encode_filesystem_name",
    "find_matching_symlink",
    "forceful_rmtree",
    "get_existing_path",
    "is_mac",
    "is_subdirectory",
    "is_windows",
    "make_path_writable",
    "make_tmp_name",
    "movetree",
    "platform_",
    "rename",
    "replace_file_or_dir",
    "replacing_copy",
    "replacing_symlink",
    "retain_cwd",
    "safe_chmod",
    "safe_listdir",
    "safe_remove",
    "safe_rmtree",
    "test_encode_decode",
    "to_nativepath",
    "to_ntpath",
    "to_posixpath",
    "walk_up_dirs",
    "which",
    "windows_long_path",
]
