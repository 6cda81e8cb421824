from rez_next.exceptions import ReleaseVCSError as ReleaseVCSError
from rez_next.objects.developer_package import get_developer_package as get_developer_package
from rez_next.objects.filesystem import walk_up_dirs as walk_up_dirs
from rez_next.objects.messages import print_debug as print_debug
from rez_next.objects.process import Popen as Popen
from rez_next.objects.programs import first_program as which
from rez_next.objects.releasing.vcs import ReleaseVCS as ReleaseVCS
from rez_next.objects.releasing.vcs import create_release_vcs as create_release_vcs
from rez_next.objects.releasing.vcs import get_release_vcs_types as get_release_vcs_types

__all__ = ["ReleaseVCS", "create_release_vcs", "get_release_vcs_types", "which"]
