from rez_next.objects.bundle.elf import get_rpaths as get_rpaths
from rez_next.objects.bundle.elf import patch_rpaths as patch_rpaths

__all__ = ["get_rpaths", "patch_rpaths"]
