from enum import Enum
from subprocess import Popen

from rez_next.objects.package.package import Variant
from rez_next.values.version import Version

class InstallMode(Enum):
    no_deps = 0
    min_deps = 1

def run_pip_command(
    command_args: list[str],
    pip_version: Version | str | None = None,
    python_version: Version | str | None = None,
) -> Popen[str]: ...
def pip_install_package(
    source_name: str,
    pip_version: Version | str | None = None,
    python_version: Version | str | None = None,
    mode: InstallMode = ...,
    release: bool = False,
    prefix: str | None = None,
    extra_args: list[str] | None = None,
) -> tuple[list[Variant], list[Variant]]: ...
