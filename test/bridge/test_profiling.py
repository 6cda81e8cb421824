"""Profiling with a real engine: what happened inside, spans, and whole programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import timeit
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import process_time
from typing import Any

import pytest

import rez_next as rez
from rez_next._engine import engine as shared_engine
from rez_next._engine import recorders
from rez_next._engine.life import Engine
from rez_next._engine.recording import Trace, recorder
from rez_next.exceptions import ProfilingError
from rez_next.objects.profiling.operation import counted, recorded

EXAMPLES = str(Path(__file__).resolve().parents[2] / "examples" / "packages")
PACKAGES = {
    "lib": ("1.0", "2.0"),
    "app": ("1.0", "1.5"),
}


@pytest.fixture
def repository(tmp_path: Path) -> str:
    for name, versions in PACKAGES.items():
        for version in versions:
            folder = tmp_path / "packages" / name / version
            folder.mkdir(parents=True)
            requires = "['lib']" if name == "app" else "[]"
            text = "name = %r\nversion = %r\nrequires = %s\n" % (name, version, requires)
            text += "def commands():\n    env.PATH.append('{root}/bin')\n"
            (folder / "package.py").write_text(text)
    return str(tmp_path / "packages")


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REZ_NEXT_CACHE", str(tmp_path / "cache"))
    shared_engine().close()


def test_a_block_says_what_the_engine_did(repository: str) -> None:
    profiler = rez.PerformanceProfiler()
    with profiler.profile("first"):
        context = rez.ResolvedContext(["app"], package_paths=[repository])
        context.get_environ()
    first = profiler.get_metrics()["first"]
    assert first.calls == {"context/resolve": 1, "context/environ": 1}
    assert first.crossings == 2 and first.engine_starts == 1
    assert first.bytes_sent > 500 and first.bytes_received > 500
    assert first.solve_steps >= 1
    assert first.packages_evaluated >= 2 and first.packages_loaded >= first.packages_evaluated
    assert first.file_calls > 4 and first.host_calls == 0
    assert first.engine_times["solve"][0] == 1 and first.engine_times["evaluate"][0] >= 2
    parts = first.python_ms + first.engine_ms + first.crossing_ms + first.engine_start_ms
    assert parts == pytest.approx(first.duration_ms, abs=2)
    assert first.engine_peak_mb > 20
    assert first.cold == [True]


def test_what_is_given_again_is_counted(repository: str) -> None:
    """Of packages that are old enough: what was written just now may change unseen."""
    profiler = rez.PerformanceProfiler()
    contexts = []
    for name in ("first", "second"):
        with profiler.profile(name):
            context = rez.ResolvedContext(["maya"], package_paths=[EXAMPLES], caching=False)
            contexts.append(context)
    contexts[0].get_environ()
    with profiler.profile("environment"):
        contexts[0].get_environ()
    found = profiler.get_metrics()
    assert found["first"].packages_evaluated > 0 and found["first"].cold == [True]
    assert found["second"].packages_evaluated == 0 < found["second"].cache_hits["memory"]
    assert found["second"].cold == [False]
    assert found["environment"].crossings == 0
    assert found["environment"].cache_hits == {"python": 1, "memory": 0, "index": 0}


def test_users_python_is_time_of_python(engine: Engine) -> None:
    def slow(params: Any) -> Any:
        import time

        time.sleep(0.05)
        return {"value": 1}

    trace = Trace()
    engine.call("engine/ping", {})
    block = recorder.begin("host", trace)
    engine.call(
        "probe/read",
        {"steps": [{}, {}], "together": False},
        serve={"host/evaluateLate": slow},
    )
    recorder.end(block)
    assert block.counts["host_calls"] == 2
    # A question, and an answer to each of two calls of the host.
    assert block.counts["crossings"] == 3
    assert block.counts["waiting_us"] < 90_000 and block.counts["engine_us"] < 90_000
    spans = [span for span in trace.spans if span[2] == "host"]
    assert len(spans) == 2 and all(span[4] >= 50_000 for span in spans)


def test_each_thread_has_what_its_own_calls_did(repository: str) -> None:
    profiler = rez.PerformanceProfiler()
    rez.ResolvedContext(["lib"], package_paths=[repository])

    def work(number: int) -> None:
        with profiler.profile("thread %d" % number):
            for _ in range(number):
                rez.ResolvedContext(["lib", "app"], package_paths=[repository])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(1, 5)))
    found = profiler.get_metrics()
    for number in range(1, 5):
        assert found["thread %d" % number].calls == {"context/resolve": number}


def test_threads_without_a_block_work_for_the_one_around(repository: str) -> None:
    profiler = rez.PerformanceProfiler()
    with profiler.profile("pool"), ThreadPoolExecutor(4) as pool:
        requests = [["lib"], ["app"], ["lib-1"], ["app-1.0"]]
        list(pool.map(lambda r: rez.ResolvedContext(r, package_paths=[repository]), requests))
    assert profiler.get_metrics()["pool"].calls == {"context/resolve": 4}


def test_an_error_of_the_engine_is_profiled_too(repository: str) -> None:
    profiler = rez.PerformanceProfiler()
    with pytest.raises(rez.exceptions.PackageFamilyNotFoundError), profiler.profile("missing"):
        rez.ResolvedContext(["nothing"], package_paths=[repository])
    found = profiler.get_metrics()["missing"]
    assert found.exceptions == {"PackageFamilyNotFoundError": 1}
    assert found.calls == {"context/resolve": 1} and found.engine_ms > 0


def test_what_was_noted_down_is_saved_within_the_block_too(engine: Engine, tmp_path: Path) -> None:
    profiler = rez.PerformanceProfiler()
    with profiler.profile("work"):
        engine.call("engine/ping", {})
        profiler.save(str(tmp_path / "profile.json"))
    saved = (tmp_path / "profile.json").read_text()
    assert '"engine/ping"' in saved


def test_very_many_calls_are_made_out_before_the_block_ends(engine: Engine) -> None:
    block = recorder.begin("work", Trace())
    for _ in range(5000):
        engine.call("engine/ping", {})
    assert block.counts["call engine/ping"] == 4000
    recorder.end(block)
    assert block.counts["call engine/ping"] == 5000


def test_nothing_crosses_for_a_profile_that_is_over(engine: Engine) -> None:
    block = recorder.begin("work", Trace())
    engine.call("probe/echo", {"a": 1})
    recorder.end(block)
    assert not recorders
    before = dict(block.counts)
    assert engine.call("probe/echo", {"a": 1}) == {"a": 1}
    assert block.counts == before


def test_where_nothing_is_profiled_an_operation_takes_no_time_for_it(engine: Engine) -> None:
    def operation() -> None:
        counted("python_hits")
        recorded("resolve", lambda: None, dict)

    def call() -> None:
        engine.call("engine/ping", {})

    call()
    looks = min(timeit.repeat(operation, number=1000, timer=process_time)) / 1000
    asked = min(timeit.repeat(call, number=50, timer=process_time)) / 50
    assert looks < asked / 20, "it is a percent or less: the rest is for busy machines"


def test_a_profiled_engine_that_dies_is_replaced(engine: Engine) -> None:
    block = recorder.begin("work", Trace())
    engine.call("engine/ping", {})
    os.kill(engine.process_id, 9)
    engine.call("engine/ping", {})
    recorder.end(block)
    assert block.counts["call engine/ping"] == 2
    assert block.counts["engine_starts"] == 2


def test_spans_of_the_engine_lie_in_the_call_that_they_are_of(repository: str) -> None:
    trace = Trace()
    block = recorder.begin("work", trace)
    rez.ResolvedContext(["app"], package_paths=[repository])
    recorder.end(block)
    calls = [span for span in trace.spans if span[2] == "crossing"]
    inside = [span for span in trace.spans if span[2] == "engine" and span[1] == "solve"]
    assert len(calls) == len(inside) == 1
    assert calls[0][3] <= inside[0][3]
    assert inside[0][3] + inside[0][4] <= calls[0][3] + calls[0][4]
    about = calls[0][5]
    assert about is not None and "test_profiling.py" in about["caller"]
    assert about["asked"] == "app"


# -- whole programs ------------------------------------------------------------------------------

PROGRAM = """
import os, sys
import rez_next as rez
context = rez.ResolvedContext(["app"], package_paths=[%r])
context.get_environ()
%s
"""


def run(
    repository: str, tmp_path: Path, end: str = "", name: str = "profile.json", **variables: str
) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "REZ_NEXT_PROFILE": str(tmp_path / name), **variables}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM % (repository, end)],
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
    )


def names_in(path: Path) -> list[str]:
    events = json.loads(path.read_text())["traceEvents"]
    return [event["name"] for event in events if event["ph"] == "X"]


@pytest.mark.parametrize(
    "end,code",
    [("", 0), ("raise ValueError('mine')", 1), ("sys.exit(7)", 7)],
)
def test_a_program_is_profiled_however_it_ends(
    repository: str, tmp_path: Path, end: str, code: int
) -> None:
    done = run(repository, tmp_path, end)
    assert done.returncode == code, done.stderr
    assert "REZ_NEXT_PROFILE" not in done.stderr
    names = names_in(tmp_path / "profile.json")
    assert {"resolve", "get_environ", "context/resolve", "solve", "environment"} <= set(names)
    about = json.loads((tmp_path / "profile.json").read_text())["otherData"]
    assert about["blocks"]["program"]["crossings"] == 2


def test_a_program_can_be_profiled_into_a_page(repository: str, tmp_path: Path) -> None:
    done = run(repository, tmp_path, name="profile.html")
    assert done.returncode == 0, done.stderr
    assert "context/resolve" in (tmp_path / "profile.html").read_text()


def test_forked_children_write_files_of_their_own(repository: str, tmp_path: Path) -> None:
    done = run(
        repository,
        tmp_path,
        "import multiprocessing\n"
        "def work(number):\n"
        "    return rez.ResolvedContext(['lib'], package_paths=[%r]).success\n"
        "with multiprocessing.get_context('fork').Pool(2) as pool:\n"
        "    assert all(pool.map(work, range(4)))\n"
        "    pool.close()\n"
        "    pool.join()\n" % repository,
    )
    assert done.returncode == 0, done.stderr
    files = sorted(path.name for path in tmp_path.glob("profile*.json"))
    assert 2 <= len(files) <= 3 and "profile.json" in files
    assert "get_environ" in names_in(tmp_path / "profile.json")
    for name in files:
        assert "context/resolve" in names_in(tmp_path / name)
        if name != "profile.json":
            assert "get_environ" not in names_in(tmp_path / name)


def test_a_child_process_leaves_the_file_to_its_parent(repository: str, tmp_path: Path) -> None:
    child = PROGRAM % (repository, "")
    done = run(
        repository,
        tmp_path,
        "import subprocess\nsubprocess.run([sys.executable, '-c', %r], check=True)" % child,
    )
    assert done.returncode == 0, done.stderr
    files = [path.name for path in tmp_path.glob("profile*.json")]
    assert len(files) == 2 and "profile.json" in files
    assert run(repository, tmp_path).returncode == 0
    assert len(list(tmp_path.glob("profile*.json"))) == 2, (
        "the file of a program that ended is free"
    )


def test_a_switched_program_is_profiled(repository: str, tmp_path: Path) -> None:
    path = subprocess.run(
        [sys.executable, "-m", "rez_next", "switch", "path"], capture_output=True, text=True
    ).stdout.strip()
    program = (
        "from rez.resolved_context import ResolvedContext\n"
        "ResolvedContext(['app'], package_paths=[%r]).get_environ()\n" % repository
    )
    environ = {**os.environ, "REZ_NEXT_PROFILE": str(tmp_path / "p.json"), "PYTHONPATH": path}
    subprocess.run([sys.executable, "-c", program], env=environ, check=True)
    assert "get_environ" in names_in(tmp_path / "p.json")


@pytest.mark.parametrize("name", ["profile.txt", "missing/profile.json"])
def test_a_profile_that_cannot_be_written_is_said_and_harms_nothing(
    repository: str, tmp_path: Path, name: str
) -> None:
    done = run(repository, tmp_path, "print('done')", name=name)
    assert (done.returncode, done.stdout) == (0, "done\n")
    assert done.stderr.count("REZ_NEXT_PROFILE") == 1


def test_a_program_that_asks_nothing_is_not_profiled(tmp_path: Path) -> None:
    environ = {**os.environ, "REZ_NEXT_PROFILE": str(tmp_path / "profile.json")}
    script = "import rez_next; str(rez_next.Version('1.2'))"
    subprocess.run([sys.executable, "-c", script], env=environ, check=True)
    assert not list(tmp_path.glob("profile*"))


def test_blocks_within_a_profiled_program_are_in_both(repository: str, tmp_path: Path) -> None:
    done = run(
        repository,
        tmp_path,
        "profiler = rez.PerformanceProfiler()\n"
        "with profiler.profile('mine'):\n"
        "    rez.ResolvedContext(['lib'], package_paths=[%r])\n"
        "print(profiler.get_metrics()['mine'].calls)\n" % repository,
    )
    assert done.stdout == "{'context/resolve': 1}\n", done.stderr
    names = names_in(tmp_path / "profile.json")
    assert names.count("context/resolve") == 4, "twice in Python, twice in the engine"
    assert "mine" in names


def test_of_calls_that_do_next_to_nothing_a_program_records_few(
    repository: str, tmp_path: Path
) -> None:
    done = run(
        repository,
        tmp_path,
        "from rez_next._engine import engine\n"
        "for _ in range(2000):\n"
        "    engine().call('engine/ping', {})\n",
    )
    assert done.returncode == 0, done.stderr
    about = json.loads((tmp_path / "profile.json").read_text("utf-8"))["otherData"]
    program = about["blocks"]["program"]
    assert program["crossings"] >= 2000
    assert 1000 < program["only counted"] <= 1950
    assert program["calls"]["engine/ping"] == 2000
    parts = ("python ms", "engine ms", "crossing ms", "engine start ms", "only counted ms")
    assert program["only counted ms"] > 0
    assert sum(program[part] for part in parts) == pytest.approx(program["total ms"], rel=0.05)
    assert 50 <= names_in(tmp_path / "profile.json").count("engine/ping") / 2 < 1000


def test_what_is_used_wrongly_is_said() -> None:
    profiler = rez.PerformanceProfiler()
    block = profiler.profile("work")
    with pytest.raises(ProfilingError, match="'work' ends and has not begun: enter it first"):
        block.__exit__(None, None, None)
    with block:
        pass
    metrics = profiler.get_metrics()
    for found in (metrics, metrics["work"]):
        with pytest.raises(TypeError, match="what get_baseline\\(\\) gives, not None"):
            found.compare_to(None)  # type: ignore[arg-type]


def test_a_block_around_a_fork_ends_in_the_child_too(repository: str) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("no fork here")
    profiler = rez.PerformanceProfiler()
    with profiler.profile("both"):
        rez.ResolvedContext(["lib"], package_paths=[repository])
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                rez.ResolvedContext(["app"], package_paths=[repository])
                code = 0
            finally:
                os._exit(code)
        assert os.waitpid(pid, 0)[1] == 0
    assert profiler.get_metrics()["both"].calls == {"context/resolve": 1}
    assert not recorders
    assert threading.active_count() >= 1
