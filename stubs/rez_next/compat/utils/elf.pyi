from rez_next.objects.bundle.elf import get_rpaths as get_rpaths
from rez_next.objects.bundle.elf import patch_rpaths as patch_rpaths
from rez_next.objects.files.filesystem import make_path_writable as make_path_writable
from rez_next.objects.shell.process import Popen as Popen

__all__ = [
    "Popen",
    "get_rpaths",
    "make_path_writable",
    "patch_rpaths",
]
