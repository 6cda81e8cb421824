"""Binding: a bind module finds software on the machine and makes a package of it.

Bind modules are files with a function `bind`, and perhaps `setup_parser`. They lie in a folder of
this package and in those of the setting `bind_module_path`, which come first where names are equal.
"""

from __future__ import annotations

import os

from rez_next.exceptions import RezBindError, _NeverError
from rez_next.objects.config.config import config
from rez_next.objects.text.columns import columnise
from rez_next.objects.text.messages import print_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.package.package import Variant

_BUILT_IN = os.path.join(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "compat", "bind"
)


def get_bind_modules(verbose: bool = False) -> dict[str, str]:
    """The bind modules that there are: names to files.

    Args:
        verbose: Print where they are looked for.
    """
    modules = {}
    for folder in [_BUILT_IN, *config.bind_module_path]:
        if verbose:
            print("searching %s..." % folder)
        if not os.path.isdir(folder):
            continue
        for entry in os.scandir(folder):
            name, extension = os.path.splitext(entry.name)
            if extension == ".py" and not name.startswith("_") and entry.is_file():
                modules[name] = os.path.join(folder, entry.name)
    return modules


def find_bind_module(name: str, verbose: bool = False) -> str | None:
    """The file of a bind module, or None.

    Args:
        name: The module's name.
        verbose: Print where it is looked for and, if it is not found, what is like it.
    """
    modules = get_bind_modules(verbose=verbose)
    if name in modules or not verbose:
        return modules.get(name)
    from rez_next.objects.text.similar import get_close_pkgs

    similar = get_close_pkgs(name, modules)
    if similar:
        print("'%s' not found. Close matches:" % name)
        print("\n".join(columnise([(match, modules[match]) for match, _ in similar])))
    else:
        print("No matches.")
    return None


def bind_package(
    name: str,
    path: str | None = None,
    version_range: Any = None,
    no_deps: bool = False,
    bind_args: list[str] | None = None,
    quiet: bool = False,
) -> list[Variant]:
    """Make a package of software on the machine, and of what it requires.

    Args:
        name: The bind module.
        path: The repository; None follows the setting `local_packages_path`.
        version_range: Refuse another version.
        no_deps: Leave out what it requires.
        bind_args: Options of the bind module, as on a command line.
        quiet: Print nothing.

    Returns:
        The variants that were installed.

    Raises:
        RezBindError: There is no such module, or it does not find the software. That a required
            one is not found is only printed.
    """
    installed: list[Variant] = []
    tried: set[str] = set()
    waiting = [name]
    passed_over: type[Exception] = _NeverError
    while waiting:
        tried.update(waiting)
        required: list[str] = []
        for each in waiting:
            try:
                variants = _bind(each, path, version_range, bind_args, quiet)
            except passed_over as error:
                message = "Could not bind '%s': %s: %s"
                print_error(message, each, type(error).__name__, error)
                continue
            installed += variants
            if not no_deps:
                requests = [request for variant in variants for request in variant.requires]
                required += [request.name for request in requests if not request.conflict]
            # Range and options are meant for the first one alone.
            version_range = bind_args = None
            passed_over = RezBindError
        waiting = [each for each in dict.fromkeys(required) if each not in tried]
    if installed and not quiet:
        print("The following packages were installed:\n")
        print_packages(installed)
    return installed


def _bind(
    name: str,
    path: str | None,
    version_range: Any,
    bind_args: list[str] | None,
    quiet: bool,
) -> list[Variant]:
    import argparse

    file = find_bind_module(name, verbose=not quiet)
    if not file:
        raise RezBindError("Bind module not found for '%s'" % name)
    namespace: dict[str, Any] = {"__file__": file, "__name__": "rez_bind_" + name}
    with open(file, encoding="utf-8") as stream:
        exec(compile(stream.read(), file, "exec"), namespace)
    parser = argparse.ArgumentParser(prog="rez bind %s" % name, description="%s bind module" % name)
    if "setup_parser" in namespace:
        namespace["setup_parser"](parser)
    options = parser.parse_args(bind_args or [])
    repository = path or config.local_packages_path
    if not quiet:
        print("creating package '%s' in %s..." % (name, repository))
    if "bind" not in namespace:
        raise RezBindError("'bind' function missing in %s" % file)
    variants: list[Variant] = namespace["bind"](
        path=repository, version_range=version_range, opts=options, parser=parser
    )
    return variants


def print_packages(variants: list[Variant]) -> None:
    """Print the packages that variants are of, and where they are."""
    packages = sorted({variant.parent for variant in variants}, key=lambda each: each.name)
    rows = [("PACKAGE", "URI"), ("-------", "---")]
    print("\n".join(columnise([*rows, *((each.name, each.uri) for each in packages)])))
