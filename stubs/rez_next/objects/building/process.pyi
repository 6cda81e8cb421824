from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Callable, TypeVar

from rez_next.objects.building.system import BuildSystem, BuildType
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.package.developer import DeveloperPackage
from rez_next.objects.package.package import Package, Variant
from rez_next.objects.releasing.hook import ReleaseHookEvent
from rez_next.objects.releasing.vcs import ReleaseVCS

_T = TypeVar("_T")

class BuildProcess:
    @classmethod
    def name(cls) -> str: ...
    verbose: bool
    quiet: bool
    build_system: BuildSystem
    vcs: ReleaseVCS | None
    ensure_latest: bool
    skip_repo_errors: bool
    ignore_existing_tag: bool
    build_path: str
    def __init__(
        self,
        working_dir: str,
        build_system: BuildSystem,
        package: DeveloperPackage | None = None,
        vcs: ReleaseVCS | None = None,
        ensure_latest: bool = True,
        skip_repo_errors: bool = False,
        ignore_existing_tag: bool = False,
        verbose: bool = False,
        quiet: bool = False,
    ) -> None: ...
    @property
    def package(self) -> DeveloperPackage: ...
    @property
    def working_dir(self) -> str: ...
    def build(
        self,
        install_path: str | None = None,
        clean: bool = False,
        install: bool = False,
        variants: list[int] | None = None,
    ) -> int: ...
    def release(
        self, release_message: str | None = None, variants: list[int] | None = None
    ) -> int: ...
    def get_changelog(self) -> str | None: ...

class BuildProcessHelper(BuildProcess):
    @contextmanager
    def repo_operation(self) -> Iterator[None]: ...
    def visit_variants(
        self, func: Callable[..., _T], variants: list[int] | None = None, **kwargs: object
    ) -> tuple[int, list[_T]]: ...
    def get_package_install_path(self, path: str) -> str: ...
    def create_build_context(
        self, variant: Variant, build_type: BuildType, build_path: str
    ) -> tuple[ResolvedContext, str]: ...
    def pre_release(self) -> None: ...
    def post_release(self, release_message: str | None = None) -> None: ...
    def get_current_tag_name(self) -> str: ...
    def run_hooks(self, hook_event: ReleaseHookEvent, **kwargs: object) -> None: ...
    def get_previous_release(self) -> Package | None: ...
    def get_changelog(self) -> str | None: ...
    def get_release_data(self) -> dict[str, Any]: ...

def get_build_process_types() -> list[str]: ...
def create_build_process(
    process_type: str,
    working_dir: str,
    build_system: BuildSystem,
    package: DeveloperPackage | None = None,
    vcs: ReleaseVCS | None = None,
    ensure_latest: bool = True,
    skip_repo_errors: bool = False,
    ignore_existing_tag: bool = False,
    verbose: bool = False,
    quiet: bool = False,
) -> BuildProcess: ...
