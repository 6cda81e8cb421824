"""Build processes: over the variants of a package, each in its environment, by a build system.

The kinds are plugins of the type `build_process`; `local` is the one that there is.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager

from rez_next.exceptions import (
    BuildContextResolveError,
    BuildError,
    BuildProcessError,
    ReleaseError,
    ReleaseHookCancellingError,
    ReleaseVCSError,
    RezError,
    _NeverError,
)
from rez_next.objects.building.system import BuildType
from rez_next.objects.config.config import config
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.context.status import ResolverStatus
from rez_next.objects.repository.repository import iter_packages
from rez_next.objects.text.messages import print_warning
from rez_next.objects.text.printer import Printer, heading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Callable

    from rez_next.objects.building.system import BuildSystem
    from rez_next.objects.package.developer import DeveloperPackage
    from rez_next.objects.package.package import Package, Variant
    from rez_next.objects.releasing.hook import ReleaseHookEvent
    from rez_next.objects.releasing.vcs import ReleaseVCS


class BuildProcess:
    """Builds, and perhaps releases, a package. Subclasses say how.

    Args:
        working_dir: Not used: the build system's counts.
        build_system: What builds a variant.
        package: Not used: the build system's counts.
        vcs: The version control of the source; only a release needs it.
        ensure_latest: Refuse to release if a newer version has been.
        skip_repo_errors: Release although the version control fails.
        ignore_existing_tag: Release although there is the version's tag already.
        verbose: Say what is done.
        quiet: Say nothing, whatever `verbose` says.

    Attributes:
        build_path: The folder for what builds make on the way, by the setting `build_directory`.

    Raises:
        BuildProcessError: The version control is that of another folder.
    """

    @classmethod
    def name(cls) -> str:
        """The plugin's name."""
        raise NotImplementedError

    def __init__(
        self,
        working_dir: str,
        build_system: BuildSystem,
        package: Any = None,
        vcs: ReleaseVCS | None = None,
        ensure_latest: bool = True,
        skip_repo_errors: bool = False,
        ignore_existing_tag: bool = False,
        verbose: bool = False,
        quiet: bool = False,
    ) -> None:
        self.verbose = verbose and not quiet
        self.quiet = quiet
        self.build_system = build_system
        self.vcs = vcs
        self.ensure_latest = ensure_latest
        self.skip_repo_errors = skip_repo_errors
        self.ignore_existing_tag = ignore_existing_tag
        if vcs and vcs.pkg_root != self.working_dir:
            raise BuildProcessError("Build process was instantiated with a mismatched VCS instance")
        # An absolute one stays as it is.
        self.build_path: str = os.path.join(self.working_dir, self.package.config.build_directory)

    @property
    def package(self) -> DeveloperPackage:
        """The package that is built."""
        return self.build_system.package

    @property
    def working_dir(self) -> str:
        """Its source folder."""
        return self.build_system.working_dir

    def build(
        self,
        install_path: str | None = None,
        clean: bool = False,
        install: bool = False,
        variants: list[int] | None = None,
    ) -> int:
        """Build the package's variants.

        Args:
            install_path: The repository; None follows the setting `local_packages_path`.
            clean: Remove what an earlier build left.
            install: Install what was built.
            variants: Which ones; None means all.

        Returns:
            How many were built.

        Raises:
            BuildError: One of them could not be built.
        """
        raise NotImplementedError

    def release(self, release_message: str | None = None, variants: list[int] | None = None) -> int:
        """Build variants and install them to the setting `release_packages_path`.

        Args:
            release_message: What the release is about.
            variants: Which ones; None means all.

        Returns:
            How many were released.

        Raises:
            ReleaseError: The release is not allowed, or failed.
        """
        raise NotImplementedError

    def get_changelog(self) -> str | None:
        """What changed since the last release."""
        raise NotImplementedError


class BuildProcessHelper(BuildProcess):
    """What build processes have in common."""

    @contextmanager
    def repo_operation(self) -> Iterator[None]:
        """Within it, errors of the version control are only printed, if that was wanted."""
        skipped = ReleaseVCSError if self.skip_repo_errors else _NeverError
        try:
            yield
        except skipped as error:
            print_warning("THE FOLLOWING ERROR WAS SKIPPED:\n%s", error)

    def visit_variants(
        self, func: Callable[..., Any], variants: list[int] | None = None, **kwargs: Any
    ) -> tuple[int, list[Any]]:
        """Call a function for each variant.

        Args:
            func: Called with the variant and `kwargs`.
            variants: Which ones, from the end if negative; None means all.
            kwargs: Further arguments of the function.

        Returns:
            How many it was called for, and what it returned.

        Raises:
            BuildError: The package has not all of the variants.
        """
        wanted = self._resolved_indices(variants) if variants else None
        results = []
        for variant in self.package.iter_variants():
            if wanted is not None and variant.index not in wanted:
                skipped = (variant.index, self._n_of_m(variant))
                self._print_header("Skipping variant %s (%s)..." % skipped)
            else:
                results.append(func(variant, **kwargs))
        return len(results), results

    def _resolved_indices(self, variants: list[int]) -> set[int]:
        from rez_next.objects.package.variant_indices import resolve_variant_indices

        found, unknown = resolve_variant_indices(variants, self.package.num_variants)
        if unknown:
            raise BuildError(
                "The package does not contain the variants: %s" % ", ".join(map(str, unknown))
            )
        return found

    def get_package_install_path(self, path: str) -> str:
        """The folder of the package's payload in a repository.

        Args:
            path: The repository.
        """
        from rez_next.objects.repository.manager import package_repository_manager

        repository = package_repository_manager.get_repository(path)
        folder: str = repository.get_package_payload_path(
            package_name=self.package.name, package_version=self.package.version
        )
        return folder

    def create_build_context(
        self, variant: Variant, build_type: BuildType, build_path: str
    ) -> tuple[ResolvedContext, str]:
        """Resolve the environment to build a variant in.

        Args:
            variant: The variant.
            build_type: What the build is for; a release sees no local packages.
            build_path: The folder that the context is saved in, the failed one too.

        Returns:
            The context and the file it was saved to.

        Raises:
            BuildContextResolveError: It could not be resolved.
        """
        from shlex import quote

        request = variant.get_requires(build_requires=True, private_build_requires=True)
        words = " ".join(quote(str(requirement)) for requirement in request)
        self._print("Resolving build environment: %s", words)
        settings = self.package.config
        is_local = build_type == BuildType.local
        package_filter = None
        # A package may have a filter of its own, such as one that shows others in development.
        if settings.is_overridden("package_filter"):
            from rez_next.objects.package.filter import PackageFilterList

            package_filter = PackageFilterList.from_pod(settings.package_filter)
        context = ResolvedContext(
            request,
            package_paths=settings.packages_path if is_local else settings.nonlocal_packages_path,
            package_filter=package_filter,
            building=True,
        )
        if self.verbose:
            context.print_info()
        rxt_path = os.path.join(build_path, "build.rxt")
        context.save(rxt_path)
        if context.status != ResolverStatus.solved:
            raise BuildContextResolveError(context)
        return context, rxt_path

    def pre_release(self) -> None:
        """Check that the package may be released.

        Raises:
            ReleaseError: There is no release path, the version has a tag already, the name is
                another package's, or a newer version has been released.
            ReleaseVCSError: The source is not in a state to release.
        """
        release_path = self.package.config.release_packages_path
        if not os.path.exists(release_path):
            raise ReleaseError("Release path does not exist: %r" % release_path)
        if self.vcs:
            self._print("Checking state of repository...")
            with self.repo_operation():
                self.vcs.validate_repostate()
            self._refuse_existing_tag()
        released = self._released()
        if not released:
            return
        latest = released[0]
        if self.package.uuid and latest.uuid and latest.uuid != self.package.uuid:
            raise ReleaseError("Cannot release - the packages are not the same (UUID mismatch)")
        if self.ensure_latest and latest.version > self.package.version:
            raise ReleaseError(
                "Cannot release - a newer package version already exists (%s)" % latest.uri
            )

    def _refuse_existing_tag(self) -> None:
        assert self.vcs is not None
        if self.ignore_existing_tag or not self.package.config.plugins.release_vcs.check_tag:
            return
        tag_exists = False
        with self.repo_operation():
            tag_exists = self.vcs.tag_exists(self.get_current_tag_name())
        if tag_exists:
            raise ReleaseError(
                "Cannot release - the current package version '%s' is already tagged in the "
                "repository. Use --ignore-existing-tag to force the release" % self.package.version
            )

    def post_release(self, release_message: str | None = None) -> None:
        """Tag the source, if it is under version control.

        Args:
            release_message: The tag's message.
        """
        tag_name = self.get_current_tag_name()
        if self.vcs is not None:
            with self.repo_operation():
                self.vcs.create_release_tag(tag_name=tag_name, message=release_message)

    def get_current_tag_name(self) -> str:
        """The version's tag, by the setting `plugins.release_vcs.tag_name`.

        Raises:
            ReleaseError: The setting names what the package has not.
        """
        form = self.package.config.plugins.release_vcs.tag_name
        try:
            tag_name: str = self.package.format(form)
        except Exception as error:
            raise ReleaseError("Error formatting release tag name: %s" % error) from error
        return tag_name or "unversioned"

    def run_hooks(self, hook_event: ReleaseHookEvent, **kwargs: Any) -> None:
        """Call the hooks that the setting `release_hooks` names.

        Args:
            hook_event: What happens.
            kwargs: What the hooks are told.

        Raises:
            ReleaseError: A hook wants the release cancelled. Other errors of hooks are only
                printed, if the setting `debug_package_release` wants them.
        """
        from rez_next.objects.releasing.hook import create_release_hooks
        from rez_next.objects.system.system import system

        say = config.debug_printer("package_release")
        for hook in create_release_hooks(self.package.config.release_hooks, self.working_dir):
            about = (hook_event.label, hook.name())
            say("Running %s hook '%s'...", *about)
            try:
                getattr(hook, hook_event.__name__)(user=system.user, **kwargs)
            except ReleaseHookCancellingError as error:
                raise ReleaseError(
                    "%s cancelled by %s hook '%s': %s:\n%s"
                    % (hook_event.noun, *about, type(error).__name__, error)
                ) from error
            except RezError as error:
                say("Error in %s hook '%s': %s:\n%s", *about, type(error).__name__, error)

    def get_previous_release(self) -> Package | None:
        """The latest released version before this one, or None."""
        for package in self._released():
            if package.version < self.package.version:
                return package
        return None

    def _released(self) -> list[Package]:
        """What has been released of the package, the latest version first."""
        paths = [self.package.config.release_packages_path]
        found = iter_packages(self.package.name, paths=paths)
        return sorted(found, key=lambda package: package.version, reverse=True)

    def get_changelog(self) -> str | None:
        """What the version control knows to have changed since the last release."""
        previous = self.get_previous_release()
        with self.repo_operation():
            return self.vcs.get_changelog(  # type: ignore[union-attr]
                previous.revision if previous else None,
                max_revisions=config.max_package_changelog_revisions,
            )
        return None  # an error was passed over

    def get_release_data(self) -> dict[str, Any]:
        """What a released package says of its release, by attribute."""
        previous = self.get_previous_release()
        previous_version = previous.version if previous else None
        if self.vcs is None:
            return {"vcs": "None", "previous_version": previous_version}
        revision = None
        with self.repo_operation():
            revision = self.vcs.get_current_revision()
        changelog = self.get_changelog()
        # A long one would have to be read with the package each time.
        longest = config.max_package_changelog_chars
        if longest and changelog and len(changelog) > longest + 3:
            changelog = changelog[:longest] + "..."
        return {
            "vcs": self.vcs.name(),
            "revision": revision,
            "changelog": changelog,
            "previous_version": previous_version,
            "previous_revision": previous.revision if previous else None,
        }

    def _print(self, txt: str, *nargs: Any) -> None:
        if self.verbose:
            print(txt % nargs if nargs else txt)

    def _print_header(self, txt: str, n: int = 1) -> None:
        """Print a heading of the level `n`."""
        if self.quiet:
            return
        self._print("")
        line = "=" * 80
        title = "%s\n%s\n%s" % (line, txt, line) if n <= 1 else "%s\n%s" % (txt, "-" * len(txt))
        Printer(sys.stdout)(title, heading)

    def _n_of_m(self, variant: Variant) -> str:
        return "%d/%d" % ((variant.index or 0) + 1, max(self.package.num_variants, 1))


def get_build_process_types() -> list[str]:
    """The names of the build processes that there are."""
    from rez_next.objects.plugin.manager import plugin_manager

    names: list[str] = plugin_manager.get_plugins("build_process")
    return names


def create_build_process(
    process_type: str,
    working_dir: str,
    build_system: BuildSystem,
    package: Any = None,
    vcs: ReleaseVCS | None = None,
    ensure_latest: bool = True,
    skip_repo_errors: bool = False,
    ignore_existing_tag: bool = False,
    verbose: bool = False,
    quiet: bool = False,
) -> BuildProcess:
    """Make a build process.

    Args:
        process_type: Its kind, such as `local`.
        working_dir: Not used: the build system's counts.
        build_system: What builds a variant.
        package: Not used: the build system's counts.
        vcs: The version control of the source; only a release needs it.
        ensure_latest: Refuse to release if a newer version has been.
        skip_repo_errors: Release although the version control fails.
        ignore_existing_tag: Release although there is the version's tag already.
        verbose: Say what is done.
        quiet: Say nothing, whatever `verbose` says.

    Raises:
        BuildProcessError: There is no such kind.
    """
    from rez_next.objects.plugin.manager import plugin_manager

    if process_type not in get_build_process_types():
        raise BuildProcessError("Unknown build process: %r" % process_type)
    cls = plugin_manager.get_plugin_class("build_process", process_type)
    process: BuildProcess = cls(
        working_dir,
        build_system,
        package=package,
        vcs=vcs,
        ensure_latest=ensure_latest,
        skip_repo_errors=skip_repo_errors,
        ignore_existing_tag=ignore_existing_tag,
        verbose=verbose,
        quiet=quiet,
    )
    return process
