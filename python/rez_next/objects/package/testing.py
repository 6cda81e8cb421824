"""Running the tests that a package declares, each in an environment with the package."""

from __future__ import annotations

import os
import sys
import time
from shlex import quote

from rez_next.exceptions import PackageNotFoundError, PackageTestError, RezError
from rez_next.objects.config.config import config
from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.repository.repository import get_latest_package
from rez_next.objects.text.columns import columnise
from rez_next.objects.text.messages import print_error, print_info, print_warning
from rez_next.objects.text.printer import Printer, heading
from rez_next.values.requirement import Requirement, RequirementList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    from rez_next.objects.package.package import Package, Variant


class PackageTestRunner:
    """Runs a package's tests.

        tests = {
            "unit": "python -m unittest discover -s {root}/tests",
            "ci": {
                "command": ["python", "{root}/ci.py"],
                "requires": ["maya-2024"],
                "run_on": ["pre_release"],
                "on_variants": True,
            },
        }

    Fields such as `{root}` in a command are the variant's attributes. A text is run by a shell, a
    list is run as words.

    Args:
        package_request: What to test, such as `foo-1.2`.
        use_current_env: Test in the environment this process runs in.
        extra_package_requests: What the environments are to have besides.
        package_paths: The repositories; None follows the setting `packages_path`.
        stdout: Where tests print to; None is standard output.
        stderr: Where they print errors to; None is standard error.
        verbose: 0, 1 or 2: how much is said.
        dry_run: Do all but run the tests.
        stop_on_fail: Do not go on after a test that failed.
        cumulative_test_results: Gets the results too, as it does of other runners.
        context_kwargs: Further arguments of the environments' `ResolvedContext`.

    Attributes:
        test_results: What came of the tests.
        stopped_on_fail: True once a test has failed and `stop_on_fail` is set.
        contexts: The environments so far, by their requests.
    """

    def __init__(
        self,
        package_request: Any,
        use_current_env: bool = False,
        extra_package_requests: Any = None,
        package_paths: list[str] | None = None,
        stdout: Any = None,
        stderr: Any = None,
        verbose: int = 0,
        dry_run: bool = False,
        stop_on_fail: bool = False,
        cumulative_test_results: PackageTestResults | None = None,
        **context_kwargs: Any,
    ) -> None:
        self.package_request = package_request
        self.use_current_env = use_current_env
        self.extra_package_requests = extra_package_requests
        self.stdout = stdout or sys.stdout
        self.stderr = stderr or sys.stderr
        self.dry_run = dry_run
        self.stop_on_fail = stop_on_fail
        self.cumulative_test_results = cumulative_test_results
        self.context_kwargs = context_kwargs
        # True is what level 2 was in older rez.
        self.verbose: int = 2 if verbose is True else int(verbose)
        self.package_paths: list[str] = (
            config.packages_path if package_paths is None else package_paths
        )
        self.test_results = PackageTestResults()
        self.package: Package | None = None
        self.contexts: dict[tuple[str, ...], ResolvedContext] = {}
        self.stopped_on_fail = False
        # What is released while the tests run must not come into the later ones alone.
        self.timestamp = int(time.time())

    def get_package(self) -> Package | None:
        """The package that is tested; None if the current environment has none that is meant.

        Raises:
            PackageNotFoundError: No repository has one.
        """
        if self.package is None:
            request = Requirement(str(self.package_request))
            if self.use_current_env:
                self.package = _package_of_current(request)
            else:
                self.package = get_latest_package(
                    request.name, range_=request.range, paths=self.package_paths
                )
                if self.package is None:
                    raise PackageNotFoundError("Could not find package to test: %s" % request)
        return self.package

    @classmethod
    def get_package_test_names(
        cls,
        package: Any,
        run_on: Collection[str] | None = None,
        ran_once: Collection[str] | None = None,
    ) -> list[str]:
        """The names of a package's tests.

        Args:
            package: The package.
            run_on: Only tests with one of these tags; None means all.
            ran_once: Names of tests that have been run; left out if one variant is enough.
        """
        return sorted(
            name
            for name, test in (package.tests or {}).items()
            if (not run_on or not _tags(test).isdisjoint(run_on))
            and not (ran_once and name in ran_once and _on_variants(test) in (None, False))
        )

    def get_test_names(self, run_on: Collection[str] | None = None) -> list[str]:
        """The names of the package's tests.

        Args:
            run_on: Only tests with one of these tags; None means all.
        """
        package = self.get_package()
        return [] if package is None else self.get_package_test_names(package, run_on=run_on)

    def find_requested_test_names(self, requested_tests: Iterable[str]) -> Any:
        """The names of tests that match what was asked for.

        Args:
            requested_tests: Names, or patterns such as `unit*`. None of them means the tests with
                the tag `default`.
        """
        if not requested_tests:
            return self.get_test_names(run_on=["default"])
        from fnmatch import filter as matching

        names = self.get_test_names()
        return {name for pattern in requested_tests for name in matching(names, pattern)}

    @property
    def num_tests(self) -> int:
        """How many results there are."""
        return self.test_results.num_tests

    @property
    def num_success(self) -> int:
        """How many tests succeeded."""
        return self.test_results.num_success

    @property
    def num_failed(self) -> int:
        """How many tests failed."""
        return self.test_results.num_failed

    @property
    def num_skipped(self) -> int:
        """How many tests were skipped."""
        return self.test_results.num_skipped

    def run_test(self, test_name: str, extra_test_args: list[str] | None = None) -> int | None:
        """Run a test, on one variant or on several as it says itself.

        Args:
            test_name: Its name.
            extra_test_args: Words that are added to its command.

        Returns:
            The exit code of the first failure, -1 for a test that could not be started, or 0. None
            if the current environment has not the package.

        Raises:
            PackageTestError: The package has no such test.
        """
        package = self.get_package()
        if test_name not in self.get_test_names():
            uri = package.uri if package else self.package_request
            raise PackageTestError("Test '%s' not found in package %s" % (test_name, uri))
        assert package is not None  # one without tests has not the test
        exit_code = 0
        for variant in self._variants(package, test_name):
            test = self._get_test_info(test_name, variant)
            if test is None:
                reason = "The test is not declared in this variant"
                self._add_test_result(test_name, variant, "skipped", reason)
                continue
            status, reason, code = self._run_on(test_name, test, variant, extra_test_args or [])
            self._add_test_result(test_name, variant, status, reason)
            if status == "failed":
                exit_code = exit_code or code
                if self.stop_on_fail:
                    self.stopped_on_fail = True
                    break
            elif status == "success" and test["on_variants"] is False:
                break
        return exit_code

    def print_summary(self) -> None:
        """Print the results."""
        self.test_results.print_summary()

    def _run_on(
        self, name: str, test: dict[str, Any], variant: Variant, extra: list[str]
    ) -> tuple[str, str, int]:
        """Run a test on a variant.

        Returns:
            Its status, why it is that, and its exit code.
        """
        if self.verbose:
            uri = "Package: %s\n" % variant.uri if self.verbose > 1 else ""
            self._print_header("\nRunning test: %s\n%s%s\n", name, uri, "-" * 80)
        chosen = test["on_variants"]
        if isinstance(chosen, dict):
            select = getattr(self, "_on_variant_" + chosen["type"])
            if not select(variant, chosen):
                reason = "Test skipped as specified by on_variants '%s' filter" % chosen["type"]
                print_info(reason)
                return "skipped", reason, 0

        # The variant's own requirements lead to it, or to one that a request cannot tell from it.
        requires = [*test["requires"], *map(str, variant.variant_requires)]
        context, problem = self._environment(requires)
        if context is None or problem:
            print_error(problem)
            return "failed", problem, -1
        resolved = context.get_resolved_package(variant.name)
        if resolved is None or resolved.handle != variant.handle:
            print_warning(
                "Could not resolve environment for this variant (%s). This is a known issue and "
                "will be fixed once 'explicit variant selection' is added to rez.",
                variant.uri,
            )
            return "skipped", "Could not resolve to variant (known issue)", 0

        command = _command(test["command"], variant, extra)
        if self.verbose:
            if self.verbose > 1:
                context.print_info(self.stdout)
                print("")
            text = command if isinstance(command, str) else " ".join(map(quote, command))
            self._print_header("Running test command: %s", text)
        if self.dry_run:
            return "skipped", "Dry run mode", 0
        code = self._execute(name, context, variant, command)
        if code:
            print_warning("Test command exited with code %d", code)
            return "failed", "Test failed with exit code %d" % code, code
        return "success", "Test succeeded", 0

    def _execute(self, name: str, context: Any, variant: Variant, command: Any) -> int:
        def before_commands(executor: Any) -> None:
            code = variant.pre_test_commands
            if not code:
                return
            from rez_next.host.bindings import RO_MappingBinding

            with executor.reset_globals():
                executor.bind("this", variant)
                executor.bind("test", RO_MappingBinding({"name": name}))
                executor.execute_code(code)

        code, _, _ = context.execute_shell(
            command=command,
            actions_callback=before_commands,
            stdout=self.stdout,
            stderr=self.stderr,
            block=True,
        )
        return int(code)

    def _environment(self, requires: list[str]) -> tuple[ResolvedContext | None, str]:
        """The environment of a test, or why there is none."""
        try:
            context = self._get_context(requires)
        except RezError as error:
            return None, "The test environment failed to resolve: %s" % error
        if context is None:
            return None, "The current environment does not meet test requirements"
        return context, "" if context.success else "The test environment failed to resolve"

    def _get_context(self, requires: list[str], quiet: bool = False) -> ResolvedContext | None:
        """The environment for requests, one for the same; None if the current one is not it."""
        if self.use_current_env:
            return _current_if_it_meets([Requirement(text) for text in requires])
        key = tuple(requires)
        context = self.contexts.get(key)
        if context is None:
            if self.verbose and not quiet:
                words = " ".join(map(quote, requires))
                self._print_header("Resolving test environment: %s\n", words)
            with open(os.devnull, "w") as nowhere:
                context = ResolvedContext(
                    package_requests=requires,
                    package_paths=self.package_paths,
                    buf=nowhere if quiet else None,
                    timestamp=self.timestamp,
                    testing=True,
                    **self.context_kwargs,
                )
            self.contexts[key] = context
        if not context.success and not quiet:
            context.print_info(buf=self.stderr)
        return context

    def _variants(self, package: Package, test_name: str) -> list[Variant]:
        """The variants to test: all, or for a test that one is enough for, the one preferred."""
        if self.use_current_env:
            current = ResolvedContext.get_current()
            found = current.get_resolved_package(package.name) if current else None
            return [found] if found is not None else []
        for variant in package.iter_variants():
            test = self._get_test_info(test_name, variant)
            if test is None or test["on_variants"] is not False:
                continue
            try:
                context = self._get_context(test["requires"], quiet=True)
            except RezError:
                continue
            if context is None or not context.success:
                continue
            if context.get_resolved_package(package.name) == variant:
                return [variant]
        return list(package.iter_variants())

    def _get_test_info(self, test_name: str, variant: Variant) -> dict[str, Any] | None:
        """A test as a variant declares it, in its full form; None if it does not."""
        test = (variant.tests or {}).get(test_name)
        if not test:
            return None
        if not isinstance(test, dict):
            test = {"command": test}
        own = variant.name
        if variant.version:
            own += "==%s" % variant.version
        requires = [own, *(test.get("requires") or ()), *(self.extra_package_requests or ())]
        return {
            "command": test["command"],
            "requires": [str(request) for request in requires],
            "run_on": sorted(_tags(test)),
            "on_variants": test.get("on_variants", False),
        }

    def _on_variant_requires(self, variant: Variant, params: dict[str, Any]) -> bool:
        """True for a variant whose requirements meet those wanted, and add nothing to them.

        With `["foo", "!bar"]` it has to require foo, and may not require bar.
        """
        own: list[Requirement] = variant.variant_requires
        together = RequirementList([*own, *params["value"]])
        if together.conflict:
            return False
        wanted = RequirementList([request for request in together if not request.conflict])
        return bool(wanted == RequirementList([r for r in own if not r.conflict]))

    def _add_test_result(
        self, test_name: str, variant: Variant, status: str, description: str
    ) -> None:
        self.test_results.add_test_result(test_name, variant, status, description)
        if self.cumulative_test_results is not None:
            self.cumulative_test_results.add_test_result(test_name, variant, status, description)

    @classmethod
    def _print_header(cls, txt: str, *nargs: Any) -> None:
        Printer(sys.stdout)(txt % nargs, heading)


class PackageTestResults:
    """What came of tests; runners may share one, for a single table.

    Attributes:
        test_results: The results: dicts of `test_name`, `variant`, `status` and `description`.
    """

    valid_statuses = ("success", "failed", "skipped")

    def __init__(self) -> None:
        self.test_results: list[dict[str, Any]] = []

    @property
    def num_tests(self) -> int:
        """How many results there are."""
        return len(self.test_results)

    @property
    def num_success(self) -> int:
        """How many tests succeeded."""
        return self._count("success")

    @property
    def num_failed(self) -> int:
        """How many tests failed."""
        return self._count("failed")

    @property
    def num_skipped(self) -> int:
        """How many tests were skipped."""
        return self._count("skipped")

    def add_test_result(
        self, test_name: str, variant: Variant | None, status: str, description: str
    ) -> None:
        """Add a result.

        Args:
            test_name: The test.
            variant: What was tested.
            status: `success`, `failed` or `skipped`.
            description: Why it is that.

        Raises:
            RuntimeError: The status is another.
        """
        if status not in self.valid_statuses:
            raise RuntimeError("Invalid status")
        self.test_results.append(
            {
                "test_name": test_name,
                "variant": variant,
                "status": status,
                "description": description,
            }
        )

    def print_summary(self) -> None:
        """Print how many tests came out how, and a table of them."""
        Printer(sys.stdout)("Test results:\n%s" % ("-" * 80), heading)
        counts = (self.num_success, self.num_failed, self.num_skipped)
        print("%d succeeded, %d failed, %d skipped\n" % counts)
        titles = ("Test", "Status", "Variant", "Description")
        rows: list[tuple[Any, ...]] = [titles, tuple("-" * len(title) for title in titles)]
        for result in self.test_results:
            root = getattr(result["variant"], "root", None)
            rows.append((result["test_name"], result["status"], root, result["description"]))
        print("\n".join(columnise(rows)))

    def _count(self, status: str) -> int:
        return sum(result["status"] == status for result in self.test_results)


def _package_of_current(request: Requirement) -> Package | None:
    """The package of the environment this process runs in, if it is one that is meant."""
    context = ResolvedContext.get_current()
    variant = context.get_resolved_package(request.name) if context else None
    if variant is None or not request.range.contains_version(variant.version):
        return None
    return variant.parent


def _current_if_it_meets(requests: list[Requirement]) -> ResolvedContext | None:
    """The environment this process runs in, if the requests change nothing in it."""
    context = ResolvedContext.get_current()
    if context is None:
        return None
    resolved: list[Requirement] = [*context.get_resolve_as_exact_requests()]
    unchanged = RequirementList(resolved) == RequirementList([*resolved, *requests])
    return context if unchanged else None


def _tags(test: Any) -> set[str]:
    """When a test is to be run: its `run_on`, or `default`."""
    tags = test.get("run_on") if isinstance(test, dict) else None
    if not tags:
        return {"default"} if tags is None else set()
    return {tags} if isinstance(tags, str) else set(tags)


def _on_variants(test: Any) -> Any:
    return test.get("on_variants") if isinstance(test, dict) else None


def _command(command: Any, variant: Variant, extra: list[str]) -> str | list[str]:
    """The test's command with its fields filled in and with further words."""
    if isinstance(command, str):
        return " ".join([variant.format(command), *map(quote, extra)])
    words = [variant.format(word) for word in command]
    # rez quotes all words of a command that others are added to.
    return [quote(word) for word in [*words, *extra]] if extra else words
