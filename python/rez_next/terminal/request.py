"""What is asked for on a command line, and the context that it makes: as `rez-env` takes it."""

from __future__ import annotations

import os
import sys

from rez_next.terminal.program import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from rez_next.objects.context.context import ResolvedContext


def add_request_arguments(parser: ArgumentParser) -> None:
    """Add a request and what bears upon its resolve."""
    parser.add_argument("request", nargs="*", metavar="PKG", help="packages, such as maya-2024")
    parser.add_argument("--paths", help="repositories to search, with %r between them" % os.pathsep)
    parser.add_argument(
        "-t",
        "--time",
        help="ignore packages released later: epoch seconds, or a time ago: --time=-2d",
    )
    parser.add_argument("-i", "--input", metavar="RXT", help="take a saved context")
    parser.add_argument("-b", "--build", action="store_true", help="count build requirements")
    parser.add_argument(
        "--ni", "--no-implicit", dest="implicit", action="store_false", help="no implicit packages"
    )
    parser.add_argument(
        "--nl", "--no-local", dest="local", action="store_false", help="no local packages"
    )
    parser.add_argument(
        "--exclude", action="append", metavar="RULE", help="hide packages, such as glob(*-beta)"
    )
    parser.add_argument(
        "--include", action="append", metavar="RULE", help="show packages that are hidden else"
    )
    parser.add_argument("--no-filters", action="store_true", help="leave the set filters out")
    parser.add_argument(
        "--max-fails", type=int, default=-1, metavar="N", help="give up after N failed steps"
    )
    parser.add_argument(
        "--time-limit", type=float, default=-1, metavar="SECS", help="give up after SECS seconds"
    )
    parser.add_argument(
        "--no-cache", dest="caching", action="store_false", help="search anew, use no kept resolve"
    )
    parser.add_argument("-v", "--verbose", action="count", default=0, help="say more")


def context_of(options: Namespace) -> ResolvedContext:
    """Resolve what was asked for, or load the context that was named.

    Raises:
        UsageError: Neither a request nor a context was given, or both were.
    """
    from rez_next.objects.context.context import ResolvedContext

    if options.input:
        if options.request:
            raise UsageError("a request and --input were given: the context has its own request")
        return ResolvedContext.load(options.input)
    if not options.request:
        raise UsageError("say what to resolve, such as maya-2024, or name a context by --input")
    return ResolvedContext(
        options.request,
        timestamp=_time(options.time),
        building=options.build,
        # -v says more of the answer; rez's trace of the search is for three and more.
        verbosity=max(0, options.verbose - 2),
        package_paths=_paths(options),
        package_filter=_filter(options),
        add_implicit_packages=options.implicit,
        max_fails=options.max_fails,
        time_limit=options.time_limit,
        caching=None if options.caching else False,
    )


def described(context: ResolvedContext) -> dict[str, Any]:
    """A context as plain data."""
    packages = [
        {
            "name": variant.name,
            "version": str(variant.version),
            "variant": variant.index,
            "uri": variant.uri,
            "root": variant.root,
        }
        for variant in context.resolved_packages or ()
    ]
    return {
        "status": context.status.name,
        "request": [str(each) for each in context.requested_packages()],
        "implicit": [str(each) for each in context.implicit_packages],
        "packages_path": context.package_paths,
        "timestamp": context.requested_timestamp,
        "packages": packages,
        "ephemerals": [str(each) for each in context.resolved_ephemerals or ()],
        "failure": context.failure_description,
        "solve_seconds": context.solve_time,
        "load_seconds": context.load_time,
    }


def described_failure(context: ResolvedContext, options: Namespace) -> dict[str, Any]:
    """A failed context as an answer: with what explains it, or with itself to be printed."""
    found = {**described(context), "exit_code": 1}
    if options.json:
        return {**found, "explanation": context.explain().to_dict()}
    return {**found, "context": context}


def tell_failure(context: ResolvedContext, verbosity: int = 0) -> None:
    """Print on standard error what failed, and what would resolve."""
    if sys.stderr is not None:
        context.print_info(buf=sys.stderr, verbosity=verbosity)
        print("\n%s" % context.explain(), file=sys.stderr)


def _time(text: str | None) -> int | None:
    if not text:
        return None
    from rez_next.objects.text.quantities import get_epoch_time_from_str

    try:
        return get_epoch_time_from_str(text)
    except ValueError as error:
        raise UsageError("--time: %s" % error) from None


def _paths(options: Namespace) -> list[str] | None:
    if options.paths is not None:
        return [os.path.expanduser(path) for path in options.paths.split(os.pathsep) if path]
    if options.local:
        return None
    from rez_next.objects.config.config import config

    return config.nonlocal_packages_path


def _filter(options: Namespace) -> Any:
    if not (options.no_filters or options.exclude or options.include):
        return None
    from rez_next.objects.package.filter import PackageFilterList, Rule

    found = PackageFilterList() if options.no_filters else PackageFilterList.singleton.copy()
    for text in options.exclude or ():
        found.add_exclusion(Rule.parse_rule(text))
    for text in options.include or ():
        found.add_inclusion(Rule.parse_rule(text))
    return found
