"""The Python, and the pip, that packages are installed with: packages themselves, if there are."""

from __future__ import annotations

import subprocess
import sys

from rez_next.exceptions import (
    BuildError,
    PackageFamilyNotFoundError,
    PackageNotFoundError,
    RezSystemError,
)
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.pip.libraries import library
from rez_next.objects.repository.repository import get_latest_package
from rez_next.objects.text.messages import print_debug, print_info, print_warning
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: The pip that is needed.
PIP_SPECIFIER_TEXT = ">=19"


def find_pip(
    pip_version: Any = None, python_version: Any = None
) -> tuple[str | None, ResolvedContext | None]:
    """A Python that has pip.

    That of the package python comes first, with its own pip or with that of the package pip; then
    the Python that runs this.

    Args:
        pip_version: The version of the package pip; None is the one that python has.
        python_version: The version of the package python; None is the latest.

    Returns:
        The Python, and the environment it is in; None for the one that runs this.

    Raises:
        RezSystemError: There is no pip, or it is too old.
    """
    for version in (pip_version, "latest"):
        try:
            python, found, context = find_pip_from_context(python_version, pip_version=version)
        except BuildError as error:
            print_warning(str(error))
            continue
        if _check_found(python, found):
            return python, context
    try:
        import pip
    except ImportError as error:
        message = "pip%s is required, and this Python has none: %s"
        raise RezSystemError(message % (PIP_SPECIFIER_TEXT, sys.executable)) from error
    print_warning("Found no pip in any python and/or pip rez packages!")
    print_warning("Falling back to pip installed in rez own virtualenv:")
    version = ".".join(map(str, sys.version_info[:3]))
    print_warning("%10s: %s (%s)", "pip", pip.__version__, pip.__file__)
    print_warning("%10s: %s (%s)", "python", version, sys.executable)
    if not _check_found(sys.executable, pip.__version__, log_invalid=False):
        message = "pip%s is required! Please update your pip."
        raise RezSystemError(message % PIP_SPECIFIER_TEXT)
    return sys.executable, None


def find_python_in_context(context: ResolvedContext) -> str | None:
    """The Python of an environment: `python3.11`, `python3` or `python`.

    Args:
        context: The environment; it has the package python.
    """
    # The system's own is not meant.
    context = context.copy()
    context.append_sys_path = False
    package = context.get_resolved_package("python")
    assert package is not None
    for rank in (2, 1, 0):
        found = context.which("python%s" % package.version.trim(rank))
        if found:
            return found
    return None


def find_pip_from_context(
    python_version: Any, pip_version: Any = None
) -> tuple[str | None, str | None, ResolvedContext | None]:
    """A Python of packages, and its pip.

    Args:
        python_version: The version of the package python; None is the latest.
        pip_version: The version of the package pip, or `latest`; None leaves that package out.

    Returns:
        The Python, pip's version, and the environment, as far as each was found.

    Raises:
        BuildError: There is no package python.
    """
    if python_version:
        version = Version(str(python_version))
    else:
        package = get_latest_package("python")
        if package is None:
            raise BuildError("Found no python rez package.")
        version = package.version
    requests = ["python-%s" % version.trim(2)]
    target = "python"
    if pip_version:
        target = "pip"
        requests.append("pip" if pip_version == "latest" else "pip-%s" % pip_version)
    print_info("Trying to use pip from %s package", target)
    try:
        context = ResolvedContext(requests)
    except (PackageFamilyNotFoundError, PackageNotFoundError):
        print_debug("No rez package called %s found", target)
        return None, None, None
    python = find_python_in_context(context) if context.success else None
    if not python:
        return None, None, context
    # -E and -s: pip of the user's own folders is not meant either.
    code = "import pip, sys; sys.stdout.write(pip.__version__)"
    process: Any = context.execute_command(
        [python, "-E", "-s", "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    output, errors = process.communicate()
    if process.returncode:
        message = "Failed to get pip from package %s\n%s\n%s"
        print_debug(message, target, output, errors)
        return None, None, None
    found = output.strip()
    variant = context.get_resolved_package(target)
    uri = variant.parent.uri if variant else target
    print_info("Found pip-%s inside %s. Will use it via %s", found, uri, python)
    return python, found, context


def pip_specifier() -> Any:
    """The pip that is needed, as packaging's `Specifier`."""
    return library("packaging.specifiers").Specifier(PIP_SPECIFIER_TEXT)


def _check_found(py_exe: str | None, version_text: str | None, log_invalid: bool = True) -> bool:
    """True if there is a Python, and its pip is new enough."""
    message = "Needs pip%s, but found '%s' for Python '%s'"
    about = (PIP_SPECIFIER_TEXT, version_text, py_exe)
    if version_text is None or not py_exe:
        if log_invalid:
            print_debug(message, *about)
        return False
    if library("packaging.version").Version(version_text) in pip_specifier():
        return True
    if log_invalid:
        print_warning(message, *about)
    return False
