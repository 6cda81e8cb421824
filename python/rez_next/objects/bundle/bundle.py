"""Bundling a context: a folder that has it and the packages it needs, and may be moved.

bundle.yaml             makes it a bundle, and says what was done
context.rxt             names its packages from here
packages/foo/1.2/       the packages, with the variants that the context uses
packages/settings.yaml  the settings of that repository
post_commands.py        rex code of the user's own, run after the packages'
"""

from __future__ import annotations

import os

from rez_next.exceptions import ContextBundleError
from rez_next.objects.text.messages import print_info, print_warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.package import Variant


def bundle_context(
    context: ResolvedContext,
    dest_dir: str,
    force: bool = False,
    skip_non_relocatable: bool = False,
    quiet: bool = False,
    patch_libs: bool = False,
    verbose: bool = False,
) -> None:
    """Copy a context and its packages into a folder that may be moved.

    Args:
        context: The context.
        dest_dir: The folder, which must not be there yet.
        force: Copy packages that say that they are not relocatable, too.
        skip_non_relocatable: Leave such packages where they are, unless `force` is set.
        quiet: Say nothing but warnings.
        patch_libs: Have programs and libraries that look for libraries in packages of the context
            look in the bundle (on Linux, with `readelf` and `patchelf`).
        verbose: Say each step.

    Raises:
        ContextBundleError: There is something at `dest_dir`.
        PackageCopyError: A package cannot be copied, such as one that is not relocatable.
    """
    from rez_next.objects.text.yaml_text import dump_yaml

    if os.path.exists(dest_dir):
        raise ContextBundleError("Dest dir must not exist: %s" % dest_dir)
    if not quiet:
        print_info("Bundling %s into %s...", context.load_path or "context", dest_dir)
    packages = os.path.join(dest_dir, "packages")
    os.mkdir(dest_dir)
    os.mkdir(packages)
    # It is there before the context is saved, which then names packages from here.
    _write(os.path.join(dest_dir, "bundle.yaml"), "")
    # The paths of bundles would clash in a cache that is shared.
    _write(os.path.join(packages, "settings.yaml"), dump_yaml({"disable_memcached": True}) + "\n")

    bundle = Bundle(packages, verbose and not quiet)
    bundle.copy(context, force=force, skip_non_relocatable=skip_non_relocatable and not force)
    path = os.path.join(dest_dir, "context.rxt")
    context.retargeted([packages], list(bundle.copied), skip_missing=True).save(path)
    bundle.say("Bundled context written to to %s", path)
    if patch_libs:
        from rez_next.objects.bundle.libraries import patch_libraries

        patch_libraries(bundle)
    _write(os.path.join(dest_dir, "bundle.yaml"), dump_yaml({"logs": bundle.logs}) + "\n")


class Bundle:
    """A bundle that is being made.

    Attributes:
        copied: The variants that were copied and their copies, by the package's name.
        logs: What was done.
    """

    def __init__(self, packages: str, is_verbose: bool) -> None:
        self.copied: dict[str, tuple[Variant, Variant]] = {}
        self.logs: list[str] = []
        self._packages = packages
        self._is_verbose = is_verbose

    def copy(self, context: ResolvedContext, force: bool, skip_non_relocatable: bool) -> None:
        """Copy the context's packages."""
        from rez_next.objects.package.copy import copy_package

        for variant in context.resolved_packages or ():
            package = variant.parent
            if skip_non_relocatable and not package.is_relocatable:
                message = "Skipped bundling of non-relocatable package %s"
                self.warn(message, package.qualified_name)
                continue
            result: Any = copy_package(
                package=package,
                dest_repository=self._packages,
                variants=[variant.index],  # type: ignore[list-item]
                force=force,
                keep_timestamp=True,
                verbose=self._is_verbose,
            )
            source, copied = result["copied"][0]
            self.copied[package.name] = (source, copied)
            self.log("Copied %s to %s", source.uri, copied.uri)

    def log(self, message: str, *arguments: object) -> None:
        """Keep what was done."""
        self.logs.append("INFO: " + message % arguments)

    def warn(self, message: str, *arguments: object) -> None:
        """Say and keep what was not done."""
        print_warning(message, *arguments)
        self.logs.append("WARNING: " + message % arguments)

    def say(self, message: str, *arguments: object) -> None:
        """Say a step, to those who want to hear of each."""
        if self._is_verbose:
            print_info(message, *arguments)


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
