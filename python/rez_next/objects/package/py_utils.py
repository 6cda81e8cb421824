"""Help for package.py files: wildcards in requests, and attributes that a program knows."""

from __future__ import annotations

import subprocess

from rez_next.exceptions import InvalidPackageError, VersionError
from rez_next.objects.shell.process import Popen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rez_next.objects.package.package import Package
    from rez_next.values.version import Version


def expand_requirement(request: str, paths: list[str] | None = None) -> str:
    """A request with the latest versions in place of its wildcards.

    `python-2.*` becomes `python-2.7`, `python==2.**` becomes `python==2.7.12`: `*` stands for one
    part of a version, `**` for the rest of it. They stand at a version's end.

    Args:
        request: The request.
        paths: Repositories to search; None is the setting `packages_path`.

    Raises:
        VersionError: The request is none, its wildcards stand elsewhere, or there is no version to
            take the place of all there is.
    """
    if "*" not in request:
        return request
    from rez_next.values.requirement import Requirement

    wildcards: dict[str, str] = {}
    text = request
    for wildcard in ("**", "*"):
        while wildcard in text:
            # A part of a version for the time being, which no other is equal to.
            mark = "_%s_%d_" % ("wildcard" * 4, len(wildcards))
            wildcards[mark] = wildcard
            text = text.replace(wildcard, mark, 1)
    parsed = Requirement(text, invalid_bound_error=False)
    expanded: dict[Version, Version] = {}

    def visit(version: Version) -> Version | None:
        # `foo-1` is `foo-1+<1_`: the next version after a replaced one is replaced with it.
        for before, after in expanded.items():
            if version == next(before):
                return next(after)
        found = _expanded(parsed.name, version, wildcards, paths)
        if found is not None:
            expanded[version] = found
        return found

    if parsed.range_ is not None:
        parsed.range_.visit_versions(visit)
        # As in rez: only what is required weakly, if it is there at all, can be required so.
        if not (parsed.weak or str(parsed.range_) or parsed.range_.is_any()):
            raise VersionError(
                "%r: there is no version of %r to expand it to" % (request, parsed.name)
            )
    result = str(parsed)
    for mark, wildcard in wildcards.items():
        result = result.replace(mark, wildcard)
    # Read again: what came out may be no range, or not yet in order.
    return str(Requirement(result))


def expand_requires(*requests: str) -> list[str]:
    """Requests with the latest versions in place of their wildcards."""
    return [expand_requirement(request) for request in requests]


def exec_command(attr: str, cmd: list[str]) -> tuple[str, str]:
    """What a program prints, for an attribute of a package.

    Args:
        attr: The attribute, for messages.
        cmd: The command line.

    Returns:
        Standard output and standard error.

    Raises:
        InvalidPackageError: The program failed.
    """
    process = Popen(cmd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out, err = process.communicate()
    if process.returncode:
        raise InvalidPackageError("Error determining package attribute '%s':\n%s" % (attr, err))
    return out.strip(), err.strip()


def exec_python(attr: str, src: str | list[str], executable: str = "python") -> str:
    """What Python code prints, for an attribute of a package.

    Args:
        attr: The attribute, for messages.
        src: Statements.
        executable: The Python to run them.

    Raises:
        InvalidPackageError: The code failed.
    """
    statements = [src] if isinstance(src, str) else src
    return exec_command(attr, [executable, "-c", "; ".join(statements)])[0]


def find_site_python(module_name: str, paths: list[str] | None = None) -> Package:
    """The package of the Python that a module is installed in.

    Args:
        module_name: The module.
        paths: Repositories to search; None is the setting `packages_path`.

    Raises:
        InvalidPackageError: There is no such module, or no such package: one that names its
            folders in `_site_paths`.
    """
    import ast
    import os

    from rez_next.objects.repository.repository import iter_packages

    code = "import {0}; print({0}.__path__)".format(module_name)
    process = Popen(
        ["python", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    out, err = process.communicate()
    if process.returncode:
        raise InvalidPackageError(
            "Failed to find installed python module '%s':\n%s" % (module_name, err)
        )
    places = ast.literal_eval(out.strip())
    for package in iter_packages("python", paths=paths):
        folders = getattr(package, "_site_paths", None)
        if folders is None:
            continue
        starts = tuple(folder + os.sep for folder in folders)
        if all(place.startswith(starts) for place in places):
            return package
    raise InvalidPackageError(
        "Failed to find python installation containing the module '%s'. Has python been installed "
        "as a rez package?" % module_name
    )


def _expanded(
    name: str, version: Version, wildcards: dict[str, str], paths: list[str] | None
) -> Version | None:
    """A version with the latest one in place of its wildcards; None where it has none."""
    from rez_next.objects.repository.repository import get_latest_package
    from rez_next.values.range import VersionRange

    rank = len(version)
    has_wildcard = False
    while version and str(version[-1]) in wildcards:
        wildcard = wildcards[str(version[-1])]
        version = version.trim(len(version) - 1)
        if wildcard == "**":
            if has_wildcard:
                return None
            has_wildcard, rank = True, 0
            break
        has_wildcard = True
    if not has_wildcard:
        return None
    latest = get_latest_package(name, VersionRange(str(version)), paths=paths)
    if latest is None:
        return version
    return latest.version.trim(rank) if rank else latest.version
