from collections.abc import Collection, Iterable
from typing import Any, TextIO, TypedDict

from rez_next.objects.context.context import ResolvedContext
from rez_next.objects.package.package import Package, Variant
from rez_next.objects.package.request import PackageRequest

class _TestResult(TypedDict):
    test_name: str
    variant: Variant | None
    status: str
    description: str

class PackageTestRunner:
    package_request: str | PackageRequest
    use_current_env: bool
    extra_package_requests: list[str] | None
    stdout: TextIO
    stderr: TextIO
    dry_run: bool
    stop_on_fail: bool
    cumulative_test_results: PackageTestResults | None
    context_kwargs: dict[str, Any]
    verbose: int
    package_paths: list[str]
    test_results: PackageTestResults
    package: Package | None
    contexts: dict[tuple[str, ...], ResolvedContext]
    stopped_on_fail: bool
    timestamp: int
    def __init__(
        self,
        package_request: str | PackageRequest,
        use_current_env: bool = False,
        extra_package_requests: list[str] | None = None,
        package_paths: list[str] | None = None,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        verbose: int = 0,
        dry_run: bool = False,
        stop_on_fail: bool = False,
        cumulative_test_results: PackageTestResults | None = None,
        **context_kwargs: Any,
    ) -> None: ...
    def get_package(self) -> Package | None: ...
    @classmethod
    def get_package_test_names(
        cls,
        package: Package,
        run_on: Collection[str] | None = None,
        ran_once: Collection[str] | None = None,
    ) -> list[str]: ...
    def get_test_names(self, run_on: Collection[str] | None = None) -> list[str]: ...
    def find_requested_test_names(self, requested_tests: Iterable[str]) -> list[str]: ...
    @property
    def num_tests(self) -> int: ...
    @property
    def num_success(self) -> int: ...
    @property
    def num_failed(self) -> int: ...
    @property
    def num_skipped(self) -> int: ...
    def run_test(self, test_name: str, extra_test_args: list[str] | None = None) -> int | None: ...
    def print_summary(self) -> None: ...

class PackageTestResults:
    valid_statuses: tuple[str, ...]
    test_results: list[_TestResult]
    def __init__(self) -> None: ...
    @property
    def num_tests(self) -> int: ...
    @property
    def num_success(self) -> int: ...
    @property
    def num_failed(self) -> int: ...
    @property
    def num_skipped(self) -> int: ...
    def add_test_result(
        self, test_name: str, variant: Variant | None, status: str, description: str
    ) -> None: ...
    def print_summary(self) -> None: ...
