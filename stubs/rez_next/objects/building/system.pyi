import argparse
from collections.abc import Sequence
from enum import Enum
from typing import TypedDict

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.package.developer import DeveloperPackage
from rez_next.objects.package.package import Variant
from rez_next.objects.rex.rex import RexExecutor

class BuildType(Enum):
    local = 0
    central = 1

class BuildResult(TypedDict, total=False):
    success: bool
    extra_files: list[str]
    build_env_script: str

class BuildSystem:
    @classmethod
    def name(cls) -> str: ...
    working_dir: str
    package: DeveloperPackage
    write_build_scripts: bool
    build_args: Sequence[str]
    child_build_args: list[str]
    verbose: bool
    opts: argparse.Namespace | None
    def __init__(
        self,
        working_dir: str,
        opts: argparse.Namespace | None = None,
        package: DeveloperPackage | None = None,
        write_build_scripts: bool = False,
        verbose: bool = False,
        build_args: Sequence[str] = [],
        child_build_args: list[str] = [],
    ) -> None: ...
    @classmethod
    def is_valid_root(cls, path: str, package: DeveloperPackage | None = None) -> bool: ...
    @classmethod
    def child_build_system(cls) -> str | None: ...
    @classmethod
    def bind_cli(cls, parser: argparse.ArgumentParser, group: argparse._ArgumentGroup) -> None: ...
    def build(
        self,
        context: ResolvedContext,
        variant: Variant,
        build_path: str,
        install_path: str,
        install: bool = False,
        build_type: BuildType = ...,
    ) -> BuildResult: ...
    @classmethod
    def set_standard_vars(
        cls,
        executor: RexExecutor,
        context: ResolvedContext,
        variant: Variant,
        build_type: BuildType,
        install: bool,
        build_path: str,
        install_path: str | None = None,
    ) -> None: ...
    @classmethod
    def add_pre_build_commands(
        cls,
        executor: RexExecutor,
        variant: Variant,
        build_type: BuildType,
        install: bool,
        build_path: str,
        install_path: str | None = None,
    ) -> None: ...
    @classmethod
    def add_standard_build_actions(
        cls,
        executor: RexExecutor,
        context: ResolvedContext,
        variant: Variant,
        build_type: BuildType,
        install: bool,
        build_path: str,
        install_path: str | None = None,
    ) -> None: ...

def get_buildsys_types() -> list[str]: ...
def get_valid_build_systems(
    working_dir: str, package: DeveloperPackage | None = None
) -> list[type[BuildSystem]]: ...
def create_build_system(
    working_dir: str,
    buildsys_type: str | None = None,
    package: DeveloperPackage | None = None,
    opts: argparse.Namespace | None = None,
    write_build_scripts: bool = False,
    verbose: bool = False,
    build_args: Sequence[str] = [],
    child_build_args: list[str] = [],
) -> BuildSystem: ...
