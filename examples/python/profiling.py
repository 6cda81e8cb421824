"""Profiling: how long a block takes, where the time goes, and how long rez takes for the same.

    python examples/python/profiling.py

The comparison needs rez beside rez-next, and says so where there is none.
"""

import samples  # noqa: F401

import rez_next as rez

profiler = rez.PerformanceProfiler()
for _ in range(10):
    with profiler.profile("package_resolution"):
        rez.ResolvedContext(["maya-2024", "usd"])

metrics = profiler.get_metrics()["package_resolution"]
print(
    f"a resolve takes {metrics.duration_ms:.1f} ms, memory peaks at {metrics.memory_peak_mb:.0f} MB"
)

try:
    baseline = profiler.get_baseline("original_rez")
except rez.exceptions.RezError as error:
    print("rez cannot be asked:", error)
else:
    print(f"rez takes {metrics.compare_to(baseline).speedup:.1f} times as long")
