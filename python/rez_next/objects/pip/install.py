"""Packages made by pip: it installs into a folder, each distribution there becomes a package."""

from __future__ import annotations

import os
import re
import shutil
import sys
from enum import Enum
from shlex import quote

from rez_next.exceptions import BuildError
from rez_next.objects.config.config import config
from rez_next.objects.pip.libraries import library
from rez_next.objects.pip.python import find_pip
from rez_next.objects.pip.requirements import get_rez_requirements
from rez_next.objects.pip.versions import pip_to_rez_package_name, pip_to_rez_version
from rez_next.objects.shell.process import Popen
from rez_next.objects.text.messages import (
    print_debug,
    print_error,
    print_info,
    print_warning,
)
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.package.package import Variant


class InstallMode(Enum):
    """Which distributions pip installs."""

    #: The one that is named alone.
    no_deps = 0
    #: What it requires, too.
    min_deps = 1


def run_pip_command(
    command_args: list[str], pip_version: Any = None, python_version: Any = None
) -> Any:
    """Start pip.

    Args:
        command_args: Its arguments.
        pip_version: Its version; None is the latest.
        python_version: The Python's version; None is the latest.

    Returns:
        The process.
    """
    python, context = find_pip(pip_version, python_version)
    return _start(context, [str(python), "-m", "pip", *command_args])


def pip_install_package(
    source_name: str,
    pip_version: Any = None,
    python_version: Any = None,
    mode: InstallMode = InstallMode.min_deps,
    release: bool = False,
    prefix: str | None = None,
    extra_args: list[str] | None = None,
) -> tuple[list[Variant], list[Variant]]:
    """Make packages of what pip installs.

    Args:
        source_name: What to install: what one would name to pip.
        pip_version: pip's version; None is the latest.
        python_version: The Python's version; None is the latest. Packages require it.
        mode: Which distributions.
        release: Install to the setting `release_packages_path`, not `local_packages_path`.
        prefix: The repository, in place of either.
        extra_args: Further options of pip; None follows the setting `pip_extra_args`.

    Returns:
        The variants that were installed, and those that had been before.

    Raises:
        BuildError: pip failed.
        RezSystemError: There is no pip that is new enough.
    """
    python, context = find_pip(pip_version, python_version)
    print_info("Installing %r with pip taken from %r", source_name, python)
    repository = prefix
    if repository is None:
        repository = config.release_packages_path if release else config.local_packages_path
    version = Version(".".join(str(part) for part in sys.version_info))
    variant = context.get_resolved_package("python") if context is not None else None
    if variant is not None:
        version = variant.version
    from tempfile import mkdtemp

    target = mkdtemp(suffix="-rez", prefix="pip-")
    try:
        options = extra_args or config.pip_extra_args or []
        _run(context, [str(python), *_arguments(mode, target, options), source_name])
        found = list(library("distlib.database").DistributionPath([target]).get_distributions())
        names = [distribution.name for distribution in found]
        installed: list[Variant] = []
        skipped: list[Variant] = []
        for distribution in found:
            maker = _make(distribution, target, repository, version, names)
            _tell(print_info, "Installed", maker.installed_variants)
            _tell(print_debug, "Skipped", maker.skipped_variants)
            installed += maker.installed_variants
            skipped += maker.skipped_variants
    finally:
        shutil.rmtree(target, ignore_errors=True)
    if installed:
        print_info("%d packages were installed.", len(installed))
    else:
        print_warning("NO packages were installed.")
    if skipped:
        print_warning("%d packages were already installed.", len(skipped))
    return installed, skipped


def _arguments(mode: InstallMode, target: str, options: list[str]) -> list[str]:
    """pip's arguments, with what the user has not said already."""
    arguments = ["-m", "pip", "install"]
    if "--no-use-pep517" not in options:
        arguments.append("--use-pep517")
    if not any(option.partition("=")[0] in ("-t", "--target") for option in options):
        arguments.append("--target=%s" % target)
    if mode == InstallMode.no_deps and "--no-deps" not in options:
        arguments.append("--no-deps")
    return arguments + list(options)


def _run(context: Any, command: list[str]) -> None:
    line = " ".join(map(quote, command))
    _log("running: %s", line)
    with _start(context, command) as process:
        process.wait()
    if process.returncode:
        raise BuildError("Failed to download source with pip: %s" % line)


def _start(context: Any, command: list[str]) -> Any:
    if context is None:
        return Popen(command)
    return context.execute_shell(command=command, block=False)


def _make(
    distribution: Any, target: str, repository: str, python: Version, names: list[str]
) -> Any:
    """Make a package of a distribution that pip installed to `target`."""
    from rez_next.objects.package.maker import make_package

    requires = get_rez_requirements(distribution, python, names)
    _log("Pip to rez requirements of %s: %r", distribution.name_and_version, requires)
    files = _get_distribution_files_mapping(distribution, target)
    if not files:
        print_warning("No source files exist for %s!", distribution.name_and_version)

    def make_root(variant: Variant, root: str) -> None:
        for source, place in files.items():
            path = os.path.join(root, place)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            original = os.path.join(target, source)
            shutil.copyfile(original, path)
            if os.access(original, os.X_OK):
                shutil.copystat(original, path)

    name = pip_to_rez_package_name(distribution.name)
    with make_package(name, repository, make_root=make_root) as package:
        package.version = pip_to_rez_version(distribution.version)
        if distribution.metadata.summary:
            package.description = distribution.metadata.summary
        if requires["requires"]:
            package.requires = requires["requires"]
        package.variants = [requires["variant_requires"]]
        # Requirements of a variant may have characters that are no good in folders.
        package.hashed_variants = True
        commands = ["env.PYTHONPATH.append('{root}/python')"]
        tools = [os.path.basename(p) for p in files.values() if os.path.dirname(p) == "bin"]
        if tools:
            package.tools = tools
            commands.append("env.PATH.append('{root}/bin')")
        package.commands = "\n".join(commands)
        package.pip_name = distribution.name_and_version
        package.from_pip = True
        package.is_pure_python = requires["metadata"]["is_pure_python"]
        _describe(package, distribution.metadata.todict())
    return package


def _describe(package: Any, metadata: dict[str, Any]) -> None:
    """Give the package what its distribution says of help and author."""
    titles = {"home_page": "Home Page", "download_url": "Source Code"}
    links = [[title, metadata[key]] for key, title in titles.items() if key in metadata]
    if links:
        package.help = links
    if "author" in metadata:
        words = [metadata["author"], metadata.get("author_email")]
        package.authors = [" ".join(word for word in words if word is not None)]


def _get_distribution_files_mapping(distribution: Any, targetdir: str) -> dict[str, str]:
    """Which installed file goes where in the package.

    Args:
        distribution: A `distlib.database.InstalledDistribution`.
        targetdir: The folder that it was installed to.

    Returns:
        Paths below `targetdir` and below the variant's folder.

    Raises:
        OSError: A file is recorded outside of the folder, and no remap of the setting
            `pip_install_remaps` says where it is.
    """
    mapping = {}
    for entry in distribution.list_installed_files():
        recorded = os.path.normpath(entry[0])
        source, place = _place_of(recorded, distribution)
        path = os.path.join(targetdir, source)
        if os.path.exists(path):
            mapping[source] = place
        else:
            print_warning("Skipping non-existent source file: %s (%s)", path, recorded)
    return mapping


def _place_of(recorded: str, distribution: Any) -> tuple[str, str]:
    if recorded.split(os.sep)[0] != os.pardir:
        return recorded, os.path.join("python", recorded)
    # pip records such a file where it would be if `--target` were an environment.
    for remap in config.pip_install_remaps:
        pattern = remap["record_path"]
        if re.search(pattern, recorded):
            return (
                re.sub(pattern, remap["pip_install"], recorded),
                re.sub(pattern, remap["rez_install"], recorded),
            )
    record = "%s-%s.dist-info/RECORD" % (distribution.name, distribution.version)
    pattern = recorded.replace(os.pardir, "{pardir}").replace(os.sep, "{sep}")
    print_error(_UNKNOWN_FILE, {"record": record, "file": recorded, "pattern": pattern})
    raise OSError(
        89,  # EDESTADDRREQ, as in rez
        "Don't know what to do with relative path in %s, see above error message for" % record,
        recorded,
    )


_UNKNOWN_FILE = """Unknown source file in %(record)s! '%(file)s'

Find out where pip puts it below the folder of --target, and add a rule to the setting
pip_install_remaps:

    {
        "record_path": r"%(pattern)s",
        "pip_install": r"<where it is below the folder of --target>",
        "rez_install": r"<where it goes in the package>",
    }
"""


def _tell(say: Any, action: str, variants: list[Variant]) -> None:
    for variant in variants:
        package = variant.parent
        folder = " (%s)" % variant.subpath if variant.subpath else ""
        say("%s [%s] %s%s", action, package.qualified_name, package.uri, folder)


def _log(message: str, *args: Any) -> None:
    if config.debug("package_release"):
        print_debug(message, *args)
