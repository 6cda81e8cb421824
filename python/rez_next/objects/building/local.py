"""The build process `local`: one variant after the other, on this machine."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from hashlib import sha1

from rez_next.exceptions import BuildError, PackageTestError
from rez_next.objects.building.process import BuildProcessHelper
from rez_next.objects.building.system import BuildResult, BuildType
from rez_next.objects.building.variant_folder import variant_folder
from rez_next.objects.config.config import config
from rez_next.objects.data.class_property import cached_class_property
from rez_next.objects.files.filesystem import (
    copy_or_replace,
    forceful_rmtree,
    get_existing_path,
    make_path_writable,
)
from rez_next.objects.package.testing import PackageTestResults, PackageTestRunner
from rez_next.objects.text.base26 import create_unique_base26_symlink
from rez_next.objects.text.messages import print_warning
from rez_next.objects.text.printer import Printer, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from rez_next.objects.package.package import Variant

# The folder of modules that `@include` names, beside the package's definition.
_INCLUDES = ".rez/include"


class LocalBuildResult(BuildResult, total=False):
    """What a build system answered, and where a variant was installed.

    Attributes:
        package_install_path: The package's folder in the repository.
        variant_install_path: The variant's.
    """

    package_install_path: str
    variant_install_path: str


class LocalBuildProcess(BuildProcessHelper):
    """Builds the variants of a package one after the other, on this machine."""

    @classmethod
    def name(cls) -> str:
        """`local`."""
        return "local"

    def __init__(self, *nargs: Any, **kwargs: Any) -> None:
        super().__init__(*nargs, **kwargs)
        self.ran_test_names: set[str] = set()
        self.all_test_results: PackageTestResults = PackageTestResults()

    @cached_class_property
    def tmpdir_manager(cls: Any) -> Any:  # noqa: N805 - a property of the class
        """Makes repositories for tests; they last as this process: results of tests name them."""
        from rez_next.objects.files.temporary import TempDirs

        return TempDirs(config.tmpdir, prefix="rez_testing_repo_")

    def build(
        self,
        install_path: str | None = None,
        clean: bool = False,
        install: bool = False,
        variants: list[int] | None = None,
    ) -> int:
        """Build the package's variants; see `BuildProcess.build`."""
        self._print_header("Building %s..." % self.package.qualified_name)
        visited, scripts = self.visit_variants(
            self._build_variant,
            variants=variants,
            install_path=install_path,
            clean=clean,
            install=install,
        )
        self._print_header("Build Summary")
        self._print("\nAll %d build(s) were successful.\n", visited)
        if None not in scripts:
            self._print("\nThe following executable script(s) have been created:")
            self._print("\n".join(scripts))
            self._print("")
        self._print_tests()
        return visited

    def release(self, release_message: str | None = None, variants: list[int] | None = None) -> int:
        """Build variants and install them for everybody; see `BuildProcess.release`."""
        from rez_next.objects.releasing.hook import ReleaseHookEvent

        self._print_header("Releasing %s..." % self.package.qualified_name)
        self.pre_release()
        data = self.get_release_data()
        about = {
            "install_path": self.package.config.release_packages_path,
            "release_message": release_message,
            "changelog": data.get("changelog"),
            "previous_version": data.get("previous_version"),
            "previous_revision": data.get("previous_revision"),
        }
        self.run_hooks(ReleaseHookEvent.pre_release, variants=variants, **about)
        visited, results = self.visit_variants(
            self._release_variant, variants=variants, release_message=release_message
        )
        released = [variant for variant in results if variant is not None]
        self.run_hooks(ReleaseHookEvent.post_release, variants=released, **about)
        if released:
            self.post_release(release_message=release_message)

        self._print_header("Release Summary")
        message = "\n%d of %d releases were successful" % (len(released), visited)
        if len(released) < visited:
            Printer()(message, warning)
        else:
            self._print(message)
        if self.all_test_results.num_tests:
            print("")
        self._print_tests()
        return len(released)

    def _print_tests(self) -> None:
        if self.all_test_results.num_tests:
            self.all_test_results.print_summary()
            print("")

    def _build_variant(
        self,
        variant: Variant,
        install_path: str | None = None,
        clean: bool = False,
        install: bool = False,
        **kwargs: Any,
    ) -> str | None:
        """Build a variant; return the script that leads into its environment, if there is one."""
        if variant.index is not None:
            about = (variant.index, self._n_of_m(variant))
            self._print_header("Building variant %s (%s)..." % about)
        path = install_path or self.package.config.local_packages_path
        with self._cancelled_on_error(variant, path if install else None):
            result = self._build_variant_base(
                build_type=BuildType.local,
                variant=variant,
                install_path=path,
                clean=clean,
                install=install,
            )
            if install:
                self._test_payload(variant, ["pre_install"], result)
        if install:
            variant.install(path)
        return result.get("build_env_script")

    def _release_variant(
        self, variant: Variant, release_message: str | None = None, **kwargs: Any
    ) -> Variant | None:
        """Release a variant; None if it has been released before."""
        path = self.package.config.release_packages_path
        existing = variant.install(path, dry_run=True)
        if existing is not None:
            message = "Skipping %s: destination variant already exists (%r)"
            print_warning(message, self._n_of_m(variant), existing.uri)
            return None
        if variant.index is not None:
            self._print_header("Releasing variant %s..." % self._n_of_m(variant))
        with self._cancelled_on_error(variant, path):
            result = self._build_variant_base(
                build_type=BuildType.central,
                variant=variant,
                install_path=path,
                clean=True,
                install=True,
            )
            self._test_payload(variant, ["pre_release"], result)
        overrides = {**self.get_release_data(), "release_message": release_message}
        released: Variant | None = variant.install(path, overrides=overrides)
        return released

    @contextmanager
    def _cancelled_on_error(self, variant: Variant, path: str | None) -> Iterator[None]:
        """Within it, a build that fails tells the repository that nothing comes of it.

        Args:
            variant: The variant.
            path: The repository; None if nothing is to be installed.
        """
        try:
            yield
        except (BuildError, PackageTestError):
            if path is not None:
                _repository(path).on_variant_install_cancelled(variant.resource)
            raise

    def _build_variant_base(
        self,
        variant: Variant,
        build_type: BuildType,
        install_path: str | None = None,
        clean: bool = False,
        install: bool = False,
        **kwargs: Any,
    ) -> LocalBuildResult:
        """Build a variant and install its payload, but not its definition."""
        install_path = install_path or self.package.config.local_packages_path
        package_path = self.get_package_install_path(install_path)
        folder = variant_folder(variant)
        build_path = os.path.join(self.build_path, folder) if folder else self.build_path
        variant_path = os.path.join(package_path, folder) if folder else package_path

        if clean and os.path.exists(build_path):
            self._rmtree(build_path)
        os.makedirs(build_path, exist_ok=True)
        existing = get_existing_path(variant_path, topmost_path=install_path)
        with _writable(existing):
            if install:
                _repository(install_path).pre_variant_install(variant.resource)
                os.makedirs(variant_path, exist_ok=True)
                if variant.parent.hashed_variants:
                    _make_short_link(variant, package_path, variant_path)
            context, rxt_path = self.create_build_context(
                variant=self._as_built(variant), build_type=build_type, build_path=build_path
            )
            files = [rxt_path, *_variant_file(variant, build_path)]
            result = self._invoke(context, variant, build_path, variant_path, install, build_type)
            if install:
                result["package_install_path"] = package_path
                result["variant_install_path"] = variant_path
                for file in (*files, *(result.get("extra_files") or ())):
                    copy_or_replace(file, variant_path)
                self._install_include_modules(install_path)
            return result

    def _as_built(self, variant: Variant) -> Variant:
        """The variant as its definition is while it is being built.

        Only the environment is made of it: early-bound attributes such as `requires` may differ
        while `building` is True. What is installed is the variant itself.
        """
        package: Any = variant.parent
        again = package.get_reevaluated(
            {
                "building": True,
                "build_variant_index": variant.index or 0,
                "build_variant_requires": variant.variant_requires,
            }
        )
        found: Variant = again.get_variant(variant.index)
        return found

    def _invoke(
        self,
        context: Any,
        variant: Variant,
        build_path: str,
        variant_path: str,
        install: bool,
        build_type: BuildType,
    ) -> LocalBuildResult:
        name = self.build_system.name()
        self._print("\nInvoking %s build system...", name)
        result: Any = self.build_system.build(
            context=context,
            variant=variant,
            build_path=build_path,
            install_path=variant_path,
            install=install,
            build_type=build_type,
        )
        if not result.get("success"):
            if install:
                self._rmtree(variant_path)
            raise BuildError("The %s build system failed." % name)
        made: LocalBuildResult = result
        return made

    def _install_include_modules(self, install_path: str) -> None:
        """Copy the modules that the definition includes, with their checksums, beside it."""
        includes = self.package.includes
        if not includes:
            return
        folder = os.path.join(self.get_package_install_path(install_path), *_INCLUDES.split("/"))
        os.makedirs(folder, exist_ok=True)
        for name in sorted(includes):
            source = os.path.join(self.package.config.package_definition_python_path, name) + ".py"
            with open(source, "rb") as file:
                checksum = sha1(file.read().strip()).hexdigest()
            shutil.copy(source, os.path.join(folder, name + ".py"))
            with open(os.path.join(folder, name + ".sha1"), "w", encoding="ascii") as out:
                out.write(checksum)

    def _rmtree(self, path: str) -> None:
        try:
            forceful_rmtree(path)
        except OSError as error:
            print_warning("Failed to delete %s - %s", path, error)

    def _test_payload(self, variant: Variant, run_on: list[str], result: LocalBuildResult) -> None:
        """Run the tests that must succeed before a variant is installed.

        Raises:
            PackageTestError: A test failed; the payload has been removed.
        """
        package_path = result["package_install_path"]
        try:
            self._run_tests(variant, run_on=run_on, package_install_path=package_path)
        except PackageTestError:
            self._rmtree(result["variant_install_path"])
            raise

    def _run_tests(self, variant: Variant, run_on: list[str], package_install_path: str) -> None:
        """Run a variant's tests while only its payload is installed.

        The package's definition is not in the repository yet. So it is put into a repository for
        the time of the tests, and says there that the payload is in the real one.

        Raises:
            PackageTestError: A test failed.
        """
        names = PackageTestRunner.get_package_test_names(
            package=variant.parent, run_on=run_on, ran_once=self.ran_test_names
        )
        if not names:
            return
        repository = self.tmpdir_manager.mkdtemp()
        overrides = {"_redirected_base": package_install_path}
        variant.install(path=repository, overrides=overrides)
        runner = PackageTestRunner(
            package_request=variant.parent.as_exact_requirement(),
            package_paths=[repository, *config.packages_path],
            cumulative_test_results=self.all_test_results,
            stop_on_fail=True,
            verbose=1,
        )
        for name in names:
            if not runner.stopped_on_fail:
                runner.run_test(name)
                self.ran_test_names.add(name)
        if runner.num_tests:
            print("")
            runner.print_summary()
        if runner.num_failed:
            print("")
            message = "%d tests failed; the installation has been cancelled"
            raise PackageTestError(message % runner.num_failed)


def _repository(path: str) -> Any:
    from rez_next.objects.repository.manager import package_repository_manager

    return package_repository_manager.get_repository(path)


@contextmanager
def _writable(path: str | None) -> Iterator[None]:
    """Within it, the folder may be written, if the settings allow to make it so."""
    if path and config.make_package_temporarily_writable:
        with make_path_writable(path):
            yield
    else:
        yield


def _make_short_link(variant: Variant, package_path: str, variant_path: str) -> None:
    """Give a hashed variant a short name, too. Without it the variant works all the same."""
    try:
        folder = os.path.join(package_path, variant.parent.config.variant_shortlinks_dirname)
        os.makedirs(folder, exist_ok=True)
        create_unique_base26_symlink(folder, os.path.relpath(variant_path, folder))
    except Exception as error:
        message = "Error creating variant shortlink for %s: %s: %s"
        print_warning(message, variant_path, type(error).__name__, error)


def _variant_file(variant: Variant, build_path: str) -> list[str]:
    """Write down which variant it is, for people who look at a hashed one."""
    if variant.index is None:
        return []
    path = os.path.join(build_path, "variant.json")
    data = {"index": variant.index, "data": variant.parent.data["variants"][variant.index]}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file, indent=2)
    return [path]
