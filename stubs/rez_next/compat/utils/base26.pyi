from rez_next.objects.files.filesystem import find_matching_symlink
from rez_next.objects.text.base26 import create_unique_base26_symlink, get_next_base26

__all__ = ["create_unique_base26_symlink", "find_matching_symlink", "get_next_base26"]
