"""What public code does with rez besides resolving: builds, suites, plugins, files, code."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import Any, Dict, Iterator, List, Optional

from rez_next.build_process import BuildProcess, create_build_process
from rez_next.build_system import BuildSystem, create_build_system
from rez_next.cli._main import run
from rez_next.command import Command
from rez_next.config import config
from rez_next.developer_package import DeveloperPackage
from rez_next.package_order import PackageOrder
from rez_next.package_repository import PackageRepository
from rez_next.package_resources import PackageFamilyResource, PackageResource, VariantResource
from rez_next.packages import Variant, get_developer_package, get_variant
from rez_next.release_hook import ReleaseHook
from rez_next.resolved_context import ResolvedContext
from rez_next.serialise import FileFormat, load_from_file
from rez_next.suite import Suite
from rez_next.system import system
from rez_next.utils.sourcecode import SourceCode
from rez_next.version import Version
from typing_extensions import assert_type

from rez_next.exceptions import PackageFamilyNotFoundError, RezError, SuiteError

package = get_developer_package("/here")
assert_type(package, DeveloperPackage)
assert_type(package.filepath, Optional[str])
system_ = create_build_system("/here", package=package, buildsys_type="custom", build_args=["-x"])
assert_type(system_, BuildSystem)
process = create_build_process("local", "/here", build_system=system_, verbose=True)
assert_type(process, BuildProcess)
assert_type(process.build(install_path="/there", install=True, clean=True), int)

current = ResolvedContext.get_current()
assert_type(current, Optional[ResolvedContext])
if current is not None:
    for variant in current.resolved_packages or []:
        assert_type(variant, Variant)
        assert_type(variant.handle.variables, Dict[str, Any])
        again = get_variant(variant.handle.to_dict())
        assert_type(again.root, Optional[str])

suite = Suite()
try:
    suite.add_context("maya", ResolvedContext(["maya"]))
except (SuiteError, PackageFamilyNotFoundError, RezError) as error:
    print(error)
for alias, tool in suite.get_tools().items():
    assert_type(alias, str)
    assert_type(tool["context_name"], str)

config.packages_path[:] = ["/packages", *config.packages_path]
config.override("packages_path", ["/packages"])
config.default_shell = "cmd"
config.no_such_setting = 1  # type: ignore[attr-defined]
assert_type(config.plugins.release_hook.emailer.sender, Any)
assert_type((system.platform, system.arch, system.os), "tuple[str, str, str]")

data: Dict[str, Any] = load_from_file("package.yaml", FileFormat.yaml)
commands = SourceCode("env.FOO = 1")
assert_type(commands.source, str)
commands.funcname = "commands"

sys.argv[1:] = ["packages_path"]
assert_type(run("config"), int)


class Hello(Command):
    """A command of a studio's own."""

    schema_dict = {"greeting": str}

    @classmethod
    def name(cls) -> str:
        return "hello"


def setup_parser(parser: ArgumentParser, completions: bool = False) -> None:
    parser.add_argument("--who")


def command(opts: Namespace, parser: ArgumentParser, extra_arg_groups: List[List[str]]) -> None:
    print(opts.who)


class Newest(PackageOrder):
    """An orderer of a studio's own."""

    name = "newest"

    def sort_key_implementation(self, package_name: str, version: Version) -> Version:
        return version


class Tell(ReleaseHook):
    """A hook of a studio's own."""

    @classmethod
    def name(cls) -> str:
        return "tell"

    def post_release(
        self,
        user: str,
        install_path: str,
        variants: List[Variant],
        release_message: Optional[str] = None,
        changelog: Optional[str] = None,
        previous_version: Optional[Version] = None,
        previous_revision: object = None,
        **kwargs: object,
    ) -> None:
        print(user, [variant.qualified_name for variant in variants])


class Database(PackageRepository):
    """Packages that are in no folder."""

    @classmethod
    def name(cls) -> str:
        return "database"

    def iter_package_families(self) -> Iterator[PackageFamilyResource]:
        yield from ()

    def iter_packages(
        self, package_family_resource: PackageFamilyResource
    ) -> Iterator[PackageResource]:
        yield from ()

    def iter_variants(self, package_resource: PackageResource) -> Iterator[VariantResource]:
        yield from ()
