"""Baselines are measured with the rez beside us, on the same work, and name their conditions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import rez as original

import rez_next as rez
from rez_next.exceptions import ProfilingError

EXAMPLES = str(Path(__file__).resolve().parents[2] / "examples" / "packages")

QUICK: dict[str, Any] = {"interpreters": 1, "repeats": 1}


def resolve_and_environ() -> None:
    context = rez.ResolvedContext(["maya", "python"], package_paths=[EXAMPLES])
    context.get_environ()


def test_rez_is_asked_what_the_blocks_have_asked() -> None:
    profiler = rez.PerformanceProfiler()
    for _ in range(3):
        with profiler.profile("package_resolution"):
            resolve_and_environ()
    metrics = profiler.get_metrics()
    baseline = profiler.get_baseline("original_rez", interpreters=2, repeats=2)
    measured = baseline.measurements["package_resolution"]
    assert (len(measured.first_ms), len(measured.again_ms)) == (2, 4)
    assert all(0 < ms < 60_000 for ms in measured.first_ms + measured.again_ms)
    assert measured.memory_peak_mb > 5
    asked = [each["operation"] for each in measured.conditions["asked"]]
    assert asked == ["resolve", "get_environ"]
    assert measured.conditions["asked"][0]["requests"][:2] == ["maya", "python"]
    assert measured.conditions["packages_path"] == [EXAMPLES]
    assert baseline.conditions["rez"] == original.__version__
    assert baseline.conditions["rez_next"] == rez.__version__
    assert baseline.conditions["processors"] == os.cpu_count()

    found = metrics.compare_to(baseline)
    low, high = found.spread
    assert 0 < low <= found.speedup <= high
    assert found.conditions["blocks"]["package_resolution"]["runs"] == 3
    assert found.speedup == metrics["package_resolution"].compare_to(baseline).speedup


def test_listings_and_failed_resolves_are_asked_too() -> None:
    profiler = rez.PerformanceProfiler()
    with profiler.profile("packages"):
        assert list(rez.packages.iter_packages("maya", paths=[EXAMPLES]))
        rez.packages.get_latest_package("maya", "<2024", paths=[EXAMPLES])
    with profiler.profile("failed"):
        assert not rez.ResolvedContext(["maya", "!python"], package_paths=[EXAMPLES]).success
    with profiler.profile("missing"), pytest.raises(rez.exceptions.PackageFamilyNotFoundError):
        rez.ResolvedContext(["nothing"], package_paths=[EXAMPLES])
    baseline = profiler.get_baseline(**QUICK)
    assert set(baseline.measurements) == {"packages", "failed", "missing"}


def test_runs_that_differ_are_asked_together() -> None:
    profiler = rez.PerformanceProfiler()
    for name in ("maya", "nuke"):
        with profiler.profile("each"):
            rez.ResolvedContext([name], package_paths=[EXAMPLES])
    baseline = profiler.get_baseline(**QUICK)
    assert baseline.measurements["each"].is_of_all_runs
    assert profiler.get_metrics().compare_to(baseline).speedup > 0


def test_settings_that_the_program_has_changed_hold_for_rez_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config = rez.config.config
    monkeypatch.setitem(config.overrides, "packages_path", [EXAMPLES])
    baseline = rez.PerformanceProfiler().get_baseline(
        operation="resolve", requests=["maya"], **QUICK
    )
    assert baseline.duration_ms > 0


@pytest.mark.parametrize("operation", ["get_environ", "get_shell_code"])
def test_an_operation_can_be_named(operation: str) -> None:
    profiler = rez.PerformanceProfiler()
    asked: dict[str, Any] = {"requests": ["maya"], "packages_path": [EXAMPLES]}
    baseline = profiler.get_baseline(operation=operation, **asked, **QUICK)
    assert list(baseline.measurements) == [""]
    with profiler.profile("mine"):
        resolve_and_environ()
    assert profiler.get_metrics()["mine"].compare_to(baseline).speedup > 0


def test_the_import_of_rez_can_be_measured() -> None:
    baseline = rez.PerformanceProfiler().get_baseline(operation="import", interpreters=2)
    assert len(baseline.measurements[""].first_ms) == 2
    assert baseline.measurements[""].again_ms == []
    assert baseline.duration_ms > 5


def test_a_function_of_a_module_is_run_with_rez(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tool.py").write_text(
        "import rez, sys\n"
        "from rez.resolved_context import ResolvedContext\n"
        "class Tool:\n"
        "    @staticmethod\n"
        "    def run(request, paths=None):\n"
        "        assert rez.__version__ == %r and 'rez_next' not in sys.modules\n"
        "        assert ResolvedContext([request], package_paths=paths).success\n"
        % original.__version__
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    import tool  # type: ignore[import-not-found]

    options = {"args": ("maya",), "kwargs": {"paths": [EXAMPLES]}, **QUICK}
    profiler = rez.PerformanceProfiler()
    baseline = profiler.get_baseline(operation=tool.Tool.run, **options)
    assert baseline.measurements[""].conditions == {"function": "tool:Tool.run"}
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert profiler.get_baseline(operation="tool:Tool.run", **options).duration_ms > 0


def test_a_function_of_the_program_itself_is_run_with_rez(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(
        "import rez_next\n"
        "def work():\n"
        "    from rez.resolved_context import ResolvedContext\n"
        "    ResolvedContext(['maya'], package_paths=[%r])\n"
        "if __name__ == '__main__':\n"
        "    profiler = rez_next.PerformanceProfiler()\n"
        "    print(profiler.get_baseline(operation=work, interpreters=1, repeats=1))\n" % EXAMPLES
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    # The program imports rez_next itself, before anybody could refuse it to the function alone.
    assert "a baseline is measured with rez alone" in done.stderr
    script.write_text(script.read_text().replace("import rez_next\n", "", 1).replace(
        "__main__':\n", "__main__':\n    import rez_next\n"
    ))  # fmt: skip
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    assert done.stdout.startswith("<Baseline 'original_rez'"), done.stderr


def test_what_rez_cannot_do_is_an_error_that_says_what_happened(tmp_path: Path) -> None:
    profiler = rez.PerformanceProfiler()
    with pytest.raises(ProfilingError, match=r"PackageFamilyNotFoundError.*nothing"):
        profiler.get_baseline(
            operation="resolve", requests=["nothing"], packages_path=[EXAMPLES], **QUICK
        )
    with pytest.raises(ProfilingError, match="ModuleNotFoundError"):
        profiler.get_baseline(operation="no_such_module:work", **QUICK)
    with profiler.profile("shell"):
        context = rez.ResolvedContext(["maya"], package_paths=[EXAMPLES])
        context.execute_command(["true"]).wait()
    with pytest.raises(ProfilingError, match=r"'shell' did cannot be repeated.*execute_command"):
        profiler.get_baseline(**QUICK)


def test_a_python_without_rez_is_an_error_that_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "python"
    bare.write_text('#!/bin/sh\nexec "%s" -S -E "$@"\n' % sys.executable)
    bare.chmod(0o755)
    profiler = rez.PerformanceProfiler()
    with pytest.raises(ProfilingError, match=r"has no rez.*pip install rez=="):
        profiler.get_baseline(operation="import", python=str(bare))
    monkeypatch.setenv("REZ_NEXT_REZ_PYTHON", str(bare))
    with pytest.raises(ProfilingError, match="has no rez"):
        profiler.get_baseline(operation="import")


def test_rez_is_found_where_this_process_is_switched(tmp_path: Path) -> None:
    script = (
        "import rez, rez_next\n"
        "import rez.resolved_context\n"
        "assert rez.resolved_context.ResolvedContext is rez_next.ResolvedContext\n"
        "profiler = rez_next.PerformanceProfiler()\n"
        "print(profiler.get_baseline(operation='import', interpreters=1).conditions['rez'])\n"
    )
    environ = {**os.environ, "PYTHONPATH": rez.switch.path_entry(), "USE_REZ_NEXT": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environ, capture_output=True, text=True
    )
    assert done.stdout.strip() == original.__version__, done.stderr
