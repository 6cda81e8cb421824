"""The API that was promised, as its examples are written."""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple

from typing_extensions import assert_type

import rez_next as rez
from rez_next.compat import packages_path, resolved_context
from rez_next.compat.developer_package import DeveloperPackage
from rez_next.compat.packages import get_latest_package
from rez_next.compat.solver import Solver
from rez_next.objects.shell.execution import ShellResult

assert_type(rez.__version__, str)

context = rez.ResolvedContext(["python-3.9", "maya-2024"])
assert_type(context.get_environ(), Dict[str, str])
process = context.execute_command(["python", "-c", "print('Hello from rez-next!')"])
assert_type(process.wait(), int)
result = context.execute_shell("echo $REZ_USED_RESOLVE")
assert_type(result, ShellResult)
assert_type(result.stdout, str)
assert_type(result.returncode, int)

solver = rez.Solver()
config = rez.SolverConfig()
config.max_fails = 10
config.timeout = 30.0
solver.set_config(config)
config.time_out = 30.0  # type: ignore[attr-defined]
try:
    solved = solver.resolve(["python-3.9", "maya-2024", "nuke-13.2"])
    context = solved
    print(len(solved.resolved_packages))
    for package in solved.resolved_packages:
        assert_type(package.name, str)
        assert_type(package.version, rez.Version)
except rez.ResolutionError as error:
    assert_type(error.conflicts, List[str])
    for conflict in error.conflicts:
        print(conflict)

assert_type(packages_path, List[str])
assert_type(get_latest_package("python"), Optional[rez.Package])
assert_type(Solver(), rez.Solver)
assert_type(resolved_context.ResolvedContext([]), rez.ResolvedContext)
assert_type(rez.packages.get_latest_package("python", error=True), rez.Package)
assert_type(rez.config.config.packages_path, List[str])

loaded = rez.Package.load("package.py")
assert_type(loaded, DeveloperPackage)
assert_type(loaded.root, Optional[str])
review = rez.PackageValidator().validate(loaded)
assert_type(review.is_valid, bool)
for problem in [*review.errors, *review.warnings]:
    assert_type(problem, rez.PackageProblem)
    assert_type(problem.line, Optional[int])

cache = rez.IntelligentCacheManager()
limits = rez.CacheConfig()
limits.max_memory_mb = 512
limits.max_disk_gb = 10
limits.preheating_threshold = 0.8
limits.max_memory_gb = 1  # type: ignore[attr-defined]
cache.configure(limits)
assert_type(cache.config, rez.CacheConfig)
assert_type(cache.enable_predictive_preheating(), None)
assert_type(cache.predictive_preheating, bool)
found = cache.get_statistics()
assert_type(found.hit_rate, float)
assert_type(found.memory_usage_mb, float)
assert_type(found.disk_usage_gb, float)
assert_type(found.tiers["disk"]["resolves"].stale, int)
assert_type(found.problems, List[str])
for entry in cache.inspect("resolves", limit=3):
    assert_type(entry.depends_on, List[str])
    assert_type(entry.used, Optional[float])
cache.clear("disk", kind="resolves")

manager = rez.RepositoryManager()
assert_type(manager.add_repository("/path/to/packages"), rez.Repository)
assert_type(manager.add_repository("https://host/user/rez-packages", ref="main").url, Optional[str])
assert_type(manager.find_packages("maya", version_range=">=2020,<2025"), List[rez.Package])
latest = manager.get_latest_package("python")
assert_type(latest, Optional[rez.Package])
assert_type(manager.list(), List[rez.Repository])

profiler = rez.PerformanceProfiler()
with profiler.profile("package_resolution"):
    pass
metrics = profiler.get_metrics()
assert_type(metrics["package_resolution"].duration_ms, float)
assert_type(metrics["package_resolution"].memory_peak_mb, float)
baseline = profiler.get_baseline("original_rez")
assert_type(metrics.compare_to(baseline).speedup, float)
assert_type(metrics["package_resolution"].compare_to(baseline).spread, Tuple[float, float])


assert_type(profiler.profile("count")(len)("four"), int)
