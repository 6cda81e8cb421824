"""The caches as a user sees them: configured, measured, looked into, cleared."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PACKAGES = Path(__file__).resolve().parents[2] / "examples" / "packages"

BEGIN = """
import sys
import rez_next
from rez_next.compat.packages import get_package, iter_packages
cache = rez_next.IntelligentCacheManager()
paths = [sys.argv[1]]
def read():
    return [str(package.requires) for package in iter_packages("maya", paths=paths)]
def resolve():
    return rez_next.ResolvedContext(["maya"], package_paths=paths)
"""


def test_what_one_process_read_the_next_finds_on_the_disk(tmp_path: Path) -> None:
    script = """
read()
of = cache.get_statistics().tiers
print(of["disk"]["definitions"].hits > 0, of["disk"]["definitions"].misses > 0)
"""
    assert _run(tmp_path, script) == "False True\n"
    assert _run(tmp_path, script) == "True False\n"


def test_a_resolve_that_is_given_again_is_a_hit_that_saved_time(tmp_path: Path) -> None:
    script = """
resolve()
rez_next.index_info()
resolve()
statistics = cache.get_statistics()
resolves = statistics.kind("resolves")
print(resolves.hits, resolves.misses, resolves.hit_rate, resolves.stale)
print(0 < statistics.hit_rate < 1, statistics.memory_usage_mb > 0, statistics.disk_usage_gb > 0)
print(statistics.problems)
"""
    assert _run(tmp_path, script) == "1 1 0.5 0\nTrue True True\n[]\n"


def test_environments_are_counted_where_they_are_kept(tmp_path: Path) -> None:
    script = """
context = resolve()
for _ in range(3):
    context.get_environ()
kept = cache.get_statistics().tiers["memory"]["environments"]
print(kept.hits, kept.misses > 0, kept.entries > 0, kept.bytes > 100, kept.time_saved > 0)
cache.clear(kind="environments")
print(cache.get_statistics().tiers["memory"]["environments"].entries)
"""
    assert _run(tmp_path, script) == "2 True True True True\n0\n"


def test_what_is_kept_is_named_with_what_it_depends_on(tmp_path: Path) -> None:
    script = """
resolve()
cache.get_statistics()
rez_next.index_info()
[kept] = cache.inspect("resolves")
print(kept.tier, kept.name.split()[0], kept.bytes > 100, kept.used is not None)
print(paths[0] in "".join(kept.depends_on), kept.depends_on_count >= len(kept.depends_on))
print(any(entry.name.endswith("maya") for entry in cache.inspect("definitions")))
print(len(cache.inspect(limit=2)), cache.inspect(limit=0))
"""
    expected = "disk maya True True\nTrue True\nTrue\n2 []\n"
    assert _run(tmp_path, script) == expected


def test_each_kind_in_each_tier_is_cleared_by_itself(tmp_path: Path) -> None:
    script = """
resolve()
def entries():
    tiers = cache.get_statistics().tiers
    return {k: tiers["disk"][k].entries for k in ("definitions", "listings", "resolves")}
rez_next.index_info()
before = entries()
cache.clear("disk", "resolves")
after = entries()
print(before["resolves"], after["resolves"], after["definitions"] == before["definitions"] > 0)
cache.clear()
print(entries(), resolve().success)
"""
    empty = "{'definitions': 0, 'listings': 0, 'resolves': 0} True"
    assert _run(tmp_path, script) == "1 0 True\n%s\n" % empty


def test_what_the_caches_did_is_noted_down_while_that_is_wanted(tmp_path: Path) -> None:
    script = """
resolve()
print(len(cache.history().samples), "nothing was noted down" in str(cache.history()))
cache.enable_performance_monitoring()
for _ in range(3):
    resolve()
samples = cache.history().samples
print(len(samples) >= 2, 0 < samples[-1].hit_rate <= 1, samples[-1].memory_usage_mb > 0)
print(str(cache.history()).split()[:2], cache.history().html().count("<polyline"))
cache.disable_performance_monitoring()
before = len(cache.history().samples)
resolve()
print(len(cache.history().samples) - before)
"""
    expected = "0 True\nTrue True True\n['hit', 'rate'] 3\n0\n"
    assert _run(tmp_path, script) == expected


def test_limits_are_known_to_an_engine_that_takes_over(tmp_path: Path) -> None:
    script = """
import os, signal
from rez_next._engine import engine
config = rez_next.CacheConfig()
config.max_disk_gb = 0
cache.configure(config)
for _ in range(2):
    read(), resolve()
    statistics = cache.get_statistics()
    print(statistics.problems, [kind.misses for kind in statistics.tiers["disk"].values()])
    os.kill(engine().call("engine/statistics", {})["pid"], signal.SIGKILL)
"""
    problem = "nothing may be kept on the disk: its limit is less than 4 MB"
    # What may not be kept is not missed.
    assert _run(tmp_path, script) == 2 * ("[%r] [0, 0, 0, 0]\n" % problem)


def test_variables_set_what_the_program_does_not(tmp_path: Path) -> None:
    script = "print(cache.config, cache.predictive_preheating)"
    said = _run(
        tmp_path,
        script,
        REZ_NEXT_CACHE_MAX_DISK_GB="2.5",
        REZ_NEXT_CACHE_MAX_MEMORY_MB="inf",
        REZ_NEXT_CACHE_PREDICTIVE_PREHEATING="1",
    )
    assert "max_memory_mb=inf, max_disk_gb=2.5" in said and said.endswith(" True\n")


def _run(folder: Path, script: str, **environ: str) -> str:
    """What a fresh Python prints; it must be silent on its standard error."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + script, str(PACKAGES)],
        env={**os.environ, "REZ_NEXT_CACHE": str(folder / "cache"), **environ},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout
