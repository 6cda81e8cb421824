"""Whoever replaces or extends what a context is made with is asked, as in rez."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Dict, List
from unittest import mock

import pytest

rez = pytest.importorskip("rez")

from contexts.sides import OURS, Side, same  # noqa: E402

PACKAGES = str(Path(rez.__file__).resolve().parent / "data" / "tests" / "solver" / "packages")


def context(side: Side, *requests: str, **options: Any) -> Any:
    resolve = side.resolved_context.ResolvedContext
    return resolve(list(requests), package_paths=[PACKAGES], **options)


def test_a_replaced_resolver_is_given_what_rez_gives_it() -> None:
    def question(side: Side) -> Any:
        modules = side.resolved_context, side.resolver
        given: List[Dict[str, Any]] = []

        class Mine(modules[1].Resolver):  # type: ignore[name-defined, misc]
            def __init__(self, **options: Any) -> None:
                given.append(options)
                super().__init__(**options)

            def solve(self) -> None:
                super().solve()
                self.resolved_packages_ = self.resolved_packages_[:1]
                self.from_cache = True

        with mock.patch(modules[0].__name__ + ".Resolver", Mine):
            found = context(side, "pyfoo", add_implicit_packages=False, timestamp=5000000000)
        again = context(side, "pyfoo", add_implicit_packages=False)
        return (
            sorted(given[0]),
            [str(each) for each in given[0]["package_requests"]],
            given[0]["timestamp"],
            found.status.name,
            [each.qualified_name for each in found.resolved_packages],
            found.from_cache,
            found.num_loaded_packages,
            sorted(found.graph(as_dot=True).splitlines()),
            [each.qualified_name for each in again.resolved_packages],
            len(given),
        )

    same(question)


def test_a_resolver_that_is_a_mock_is_asked() -> None:
    def question(side: Side) -> Any:
        with mock.patch(side.resolved_context.__name__ + ".Resolver") as resolver:
            resolver.return_value.status = side.resolver.ResolverStatus.failed
            resolver.return_value.failure_description = "as the test wishes"
            resolver.return_value.graph = None
            found = context(side, "no_such_package")
        return found.success, found.failure_description, resolver.return_value.solve.call_count

    same(question)


def test_a_method_of_the_resolver_that_was_replaced_is_called() -> None:
    def question(side: Side) -> Any:
        resolver = side.resolver.Resolver
        with mock.patch.object(resolver, "solve", autospec=True) as solve:
            solve.side_effect = lambda self: setattr(self, "failure_description", "replaced")
            found = context(side, "pyfoo")
        return found.status.name, found.failure_description, context(side, "pyfoo").success

    same(question)


@pytest.mark.parametrize("max_fails", [-1, 0, 1])
@pytest.mark.parametrize("verbosity", [0, 1, 2])
@pytest.mark.parametrize("request_", ["pyfoo", "pymum-1", "python-2.7 pyfoo-3.1", "pyodd pybah"])
def test_what_a_resolve_prints(request_: str, verbosity: int, max_fails: int) -> None:
    def question(side: Side) -> Any:
        printed = io.StringIO()
        found = context(
            side, *request_.split(), verbosity=verbosity, buf=printed, max_fails=max_fails
        )
        failure = found.failure_description or ""
        # Where rez enters a circle depends on the hashes of strings, which differ by process.
        failure = failure.split("detected: ")[0]
        return found.status.name, failure, printed.getvalue(), found.num_loaded_packages

    same(question)


def test_subclasses_of_contexts_may_extend_what_they_are_made_of() -> None:
    def question(side: Side) -> Any:
        class Mine(side.resolved_context.ResolvedContext):  # type: ignore[name-defined, misc]
            def __init__(self, requests: List[str], **options: Any) -> None:
                super().__init__([*requests, "python-2.6"], **options)
                self.mine = len(self.resolved_packages or ())

            def requested_packages(self, include_implicit: bool = False) -> List[Any]:
                more = [side.version.Requirement("!pybah")] if include_implicit else []
                return list(super().requested_packages(include_implicit)) + more

        found = Mine(["pyfoo"], package_paths=[PACKAGES], add_implicit_packages=False)
        return (
            found.mine,
            [each.qualified_name for each in found.resolved_packages],
            "pybah" in str(found.graph(as_dot=True)),
        )

    same(question)


def test_an_ordinary_resolve_makes_no_resolver() -> None:
    with mock.patch("rez_next.objects.solver.resolver.resolve_by") as by:
        assert context(OURS, "pyfoo").success
    assert not by.called
