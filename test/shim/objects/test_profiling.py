"""Profiling where no engine takes part: blocks, metrics, comparisons, files, traces."""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Iterator

import pytest

from rez_next import PerformanceProfiler
from rez_next._engine import recorders, recording
from rez_next._engine.recording import MOST_SPANS, Trace, recorder
from rez_next.exceptions import ProfilingError
from rez_next.objects.profiling.baseline import Baseline, Measurement
from rez_next.objects.profiling.comparison import compare
from rez_next.objects.profiling.lanes import lanes
from rez_next.objects.profiling.metrics import BlockMetrics, Metrics, median
from rez_next.objects.profiling.operation import recorded
from rez_next.objects.profiling.trace_events import trace_events

MB = 1 << 20


@pytest.fixture
def profiler() -> PerformanceProfiler:
    return PerformanceProfiler()


def test_a_block_has_its_time_and_memory(profiler: PerformanceProfiler) -> None:
    with profiler.profile("work"):
        text = b"x" * (40 * MB)
        del text
    work = profiler.get_metrics()["work"]
    assert work.count == 1
    assert 0 < work.duration_ms == work.min_ms == work.median_ms == work.max_ms == work.total_ms
    assert work.memory_peak_mb > 40
    assert work.crossings == 0 and work.engine_ms == 0
    assert work.python_ms == work.total_ms
    assert not recorders, "nobody records any more"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="marks that can be set back")
def test_the_peak_of_a_block_is_its_own_and_part_of_those_around_it(
    profiler: PerformanceProfiler,
) -> None:
    with profiler.profile("outer"):
        with profiler.profile("large"):
            text = b"x" * (64 * MB)
            del text
        with profiler.profile("small"):
            pass
    found = profiler.get_metrics()
    if found["small"].memory_measured != "peak":
        pytest.skip("this kernel does not set its marks back")
    large, small, outer = (found[name].memory_peak_mb for name in ("large", "small", "outer"))
    assert large > small + 50
    assert outer >= large


def test_blocks_repeat_and_nest(profiler: PerformanceProfiler) -> None:
    for _ in range(3):
        with profiler.profile("outer"), profiler.profile("inner"):
            pass
    found = profiler.get_metrics()
    assert {name: block.count for name, block in found.items()} == {"inner": 3, "outer": 3}
    assert found["outer"].total_ms >= found["inner"].total_ms
    assert found["outer"].min_ms <= found["outer"].median_ms <= found["outer"].max_ms


def test_a_block_within_one_of_its_name_is_in_that_ones_total(
    profiler: PerformanceProfiler,
) -> None:
    def walk(depth: int) -> None:
        with profiler.profile("walk"):
            if depth:
                walk(depth - 1)

    walk(3)
    found = profiler.get_metrics()["walk"]
    assert found.count == 4
    assert found.total_ms == found.max_ms


def test_one_block_object_can_be_entered_again(profiler: PerformanceProfiler) -> None:
    block = profiler.profile("work")
    with block, block:
        pass
    with block:
        pass
    assert profiler.get_metrics()["work"].count == 3


def test_an_exception_goes_on_its_way_and_is_counted(profiler: PerformanceProfiler) -> None:
    error = KeyError("mine")
    with pytest.raises(KeyError) as raised, profiler.profile("work"):
        raise error
    assert raised.value is error
    with pytest.raises(SystemExit), profiler.profile("work"):
        sys.exit(3)
    with profiler.profile("work"):
        pass
    found = profiler.get_metrics()["work"]
    assert found.count == 3
    assert found.exceptions == {"KeyError": 1, "SystemExit": 1}
    assert not recorders


def test_threads_have_their_own_blocks(profiler: PerformanceProfiler) -> None:
    barrier = threading.Barrier(8)

    def work(number: int) -> None:
        barrier.wait()
        for _ in range(20):
            with profiler.profile("all"), profiler.profile("thread %d" % number):
                pass

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = profiler.get_metrics()
    assert found["all"].count == 160
    assert all(found["thread %d" % number].count == 20 for number in range(8))
    assert not recorders


def test_tasks_that_run_by_turns_have_their_own_blocks(profiler: PerformanceProfiler) -> None:
    seen = []

    async def work(name: str) -> None:
        with profiler.profile(name):
            await asyncio.sleep(0)
            block = recorder.block()
            assert block is not None
            seen.append((name, block.name))
            await asyncio.sleep(0)

    async def both() -> None:
        await asyncio.gather(work("a"), work("b"))

    asyncio.run(both())
    assert seen == [("a", "a"), ("b", "b")]
    assert not recorders


def test_blocks_of_generators_may_end_in_any_order(profiler: PerformanceProfiler) -> None:
    def numbers(name: str) -> Iterator[int]:
        with profiler.profile(name):
            yield 1

    first, second = numbers("first"), numbers("second")
    next(first)
    next(second)
    first.close()
    block = recorder.block()
    assert block is not None and block.name == "second"
    second.close()
    assert recorder.block() is None
    assert not recorders


def test_a_thread_without_a_block_works_for_the_one_that_is_open(
    profiler: PerformanceProfiler,
) -> None:
    seen: list[Any] = []

    def look() -> None:
        block = recorder.block()
        seen.append(block and block.name)

    def in_thread() -> None:
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()

    with profiler.profile("outer"), profiler.profile("inner"):
        in_thread()
    assert seen == ["inner"]


def test_blocks_of_two_threads_are_in_neither_and_nobody_knows_whom_a_third_works_for(
    profiler: PerformanceProfiler,
) -> None:
    barrier = threading.Barrier(3)

    def work(name: str) -> None:
        with profiler.profile(name):
            barrier.wait(10)
            recorder.count(name)
            barrier.wait(10)

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    barrier.wait(10)
    assert recorder.block() is None
    barrier.wait(10)
    for thread in threads:
        thread.join()
    found = profiler.get_metrics()
    assert (found["a"]._counts, found["b"]._counts) == ({"a": 1}, {"b": 1})
    assert not recorders


def test_functions_can_be_decorated(profiler: PerformanceProfiler) -> None:
    @profiler.profile("twice")
    def twice(number: int) -> int:
        """Of a number."""
        return 2 * number

    @profiler.profile("later")
    async def later() -> int:
        await asyncio.sleep(0.01)
        return 3

    assert [twice(1), twice(2)] == [2, 4]
    assert (twice.__name__, twice.__doc__) == ("twice", "Of a number.")
    assert asyncio.run(later()) == 3
    found = profiler.get_metrics()
    assert found["twice"].count == 2
    assert found["later"].duration_ms >= 9


def test_a_generator_is_no_function_to_decorate(profiler: PerformanceProfiler) -> None:
    def numbers() -> Iterator[int]:
        yield 1

    with pytest.raises(ProfilingError, match="numbers is a generator"):
        profiler.profile("numbers")(numbers)


def test_metrics_are_a_copy(profiler: PerformanceProfiler) -> None:
    with profiler.profile("work"):
        pass
    before = profiler.get_metrics()
    with profiler.profile("work"):
        pass
    assert before["work"].count == 1
    assert profiler.get_metrics()["work"].count == 2


def test_a_trace_keeps_so_many_spans_and_counts_the_rest() -> None:
    trace = Trace()
    trace.add([("python 1 Main", "x", "python", 1, 1, None)] * (MOST_SPANS + 5), left=2)
    assert (len(trace.spans), trace.left) == (MOST_SPANS, 7)


def test_importing_rez_next_imports_nothing_of_profiling() -> None:
    script = (
        "import sys, rez_next; assert not [m for m in sys.modules if 'profil' in m or "
        "m == 'rez_next._engine.recording'], sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


# -- comparing ---------------------------------------------------------------------------------


def block_of(name: str, durations: list[float], cold: list[bool]) -> BlockMetrics:
    block = BlockMetrics(name)
    block.durations_ms, block.cold, block._total_ms = durations, cold, sum(durations)
    return block


def baseline_of(**measured: Measurement) -> Baseline:
    return Baseline("original_rez", measured, {"rez": "3.4.0"})


def measurement(first: list[float], again: list[float], **options: Any) -> Measurement:
    return Measurement(first, again, 64.0, options.get("all", False), {"asked": ["maya"]})


def test_warm_runs_stand_beside_warm_ones_and_cold_beside_cold() -> None:
    block = block_of("work", [300.0, 2.0, 4.0, 3.0], [True, False, False, False])
    found = block.compare_to(baseline_of(work=measurement([600.0, 900.0], [30.0, 60.0, 45.0])))
    assert found.speedup == 15.0
    assert found.spread == (7.5, 30.0)
    assert found.warm is not None and found.warm.speedup == 15.0
    assert found.cold is not None and found.cold.speedup == 2.5
    assert found.conditions["rez"] == "3.4.0"
    assert found.conditions["blocks"]["work"]["asked"] == ["maya"]
    assert "warm 15.0x (7.5 to 30.0" in str(found)


def test_a_single_run_that_started_the_engine_is_cold_and_another_is_not() -> None:
    measured = baseline_of(work=measurement([600.0], [30.0]))
    assert block_of("work", [300.0], [True]).compare_to(measured).speedup == 2.0
    assert block_of("work", [3.0], [False]).compare_to(measured).speedup == 10.0


def test_runs_that_differ_are_compared_by_their_sum() -> None:
    block = block_of("work", [1.0, 2.0, 3.0], [False] * 3)
    found = block.compare_to(baseline_of(work=measurement([90.0], [60.0, 66.0], all=True)))
    assert found.speedup == 10.5


def test_several_blocks_are_compared_by_their_sums() -> None:
    metrics = Metrics(a=block_of("a", [10.0], [True]), b=block_of("b", [1.0], [False]))
    measured = baseline_of(a=measurement([100.0], [50.0]), b=measurement([9.0], [10.0]))
    assert metrics.compare_to(measured).speedup == 10.0
    assert compare(metrics, measured).cold is None


def test_a_baseline_of_other_blocks_is_refused() -> None:
    with pytest.raises(ProfilingError, match=r"is of 'other', and not of 'work'"):
        block_of("work", [1.0], [False]).compare_to(baseline_of(other=measurement([1.0], [1.0])))
    metrics = Metrics(a=block_of("a", [1.0], [True]), b=block_of("b", [1.0], [False]))
    with pytest.raises(ProfilingError, match="say which"):
        metrics.compare_to(Baseline("original_rez", {"": measurement([1.0], [1.0])}, {}))


def test_a_time_too_short_to_tell_divides_nothing_by_zero() -> None:
    found = block_of("work", [0.0], [False]).compare_to(baseline_of(work=measurement([1], [1])))
    assert found.speedup > 1000


@pytest.mark.parametrize("numbers,middle", [([], 0), ([3], 3), ([5, 1, 3], 3), ([1, 2, 4, 9], 3)])
def test_median(numbers: list[float], middle: float) -> None:
    assert median(numbers) == middle


# -- what cannot be measured ---------------------------------------------------------------------


def test_bad_questions_for_a_baseline_are_errors_that_say_what_to_do(
    profiler: PerformanceProfiler,
) -> None:
    with pytest.raises(ProfilingError, match="only 'original_rez'"):
        profiler.get_baseline("pyrer")
    with pytest.raises(ProfilingError, match="Nothing was profiled"):
        profiler.get_baseline()
    with pytest.raises(ProfilingError, match=r"needs requests=\.\.\."):
        profiler.get_baseline(operation="resolve")
    with pytest.raises(ProfilingError, match=r"no operation 'solve'.*get_environ"):
        profiler.get_baseline(operation="solve")
    with pytest.raises(ProfilingError, match="neither a lambda"):
        profiler.get_baseline(operation=lambda: None)
    with pytest.raises(ProfilingError, match="cannot be sent"):
        profiler.get_baseline(operation="os:getcwd", args=(object(),))
    with pytest.raises(ProfilingError, match="one interpreter at least"):
        profiler.get_baseline(operation="import", interpreters=0)
    with pytest.raises(ProfilingError, match="no Python at /not/there"):
        profiler.get_baseline(operation="import", python="/not/there")
    with profiler.profile("work"):
        pass
    with pytest.raises(ProfilingError, match="asked nothing of rez's API"):
        profiler.get_baseline()


def test_without_rez_the_error_says_how_to_get_it(
    profiler: PerformanceProfiler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rez_next.switch.installed_rez", lambda: None)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("REZ_NEXT_REZ_PYTHON", raising=False)
    with pytest.raises(ProfilingError, match=r"not installed.*pip install rez==3\.4\.0"):
        profiler.get_baseline(operation="import")


# -- files -------------------------------------------------------------------------------------


def test_what_is_saved_can_be_loaded(profiler: PerformanceProfiler, tmp_path: Path) -> None:
    for _ in range(2):
        with profiler.profile("work é"):
            pass
    with pytest.raises(ValueError), profiler.profile("bad"):
        raise ValueError
    profiler.baselines["original_rez"] = baseline_of(bad=measurement([2.0], [1.0]))
    file = str(tmp_path / "profile.json")
    profiler.save(file)
    loaded = PerformanceProfiler().load(file)
    before, after = profiler.get_metrics(), loaded.get_metrics()
    assert [each.to_dict() for each in after.values()] == [e.to_dict() for e in before.values()]
    assert after["bad"].exceptions == {"ValueError": 1}
    assert after["bad"].compare_to(loaded.baselines["original_rez"]).speedup > 0
    again = str(tmp_path / "again.json")
    loaded.save(again)
    assert json.loads(Path(again).read_text()) == json.loads(Path(file).read_text())
    assert os.listdir(tmp_path) != [] and not list(tmp_path.glob(".*")), "nothing is left aside"


@pytest.mark.parametrize(
    "text,said",
    [
        ("", "damaged"),
        ('{"format": "rez-next-pro', "damaged"),
        ("[]", "is no profile: name a file"),
        ('{"format": "other", "version": 1}', "is no profile: name a file"),
        ('{"format": "rez-next-profile", "version": 2}', "another release"),
        ('{"format": "rez-next-profile", "version": 1}', "damaged"),
        (
            '{"format": "rez-next-profile", "version": 1, "blocks": [{"name": "x"}], '
            '"baselines": [], "conditions": {}, "spans": [], "left": 0}',
            "damaged",
        ),
    ],
)
def test_a_file_that_is_no_profile_is_refused_and_nothing_is_lost(
    profiler: PerformanceProfiler, tmp_path: Path, text: str, said: str
) -> None:
    with profiler.profile("mine"):
        pass
    file = tmp_path / "profile.json"
    file.write_text(text)
    with pytest.raises(ProfilingError, match=said):
        profiler.load(str(file))
    with pytest.raises(ProfilingError, match="cannot be read"):
        profiler.load(str(tmp_path / "missing.json"))
    assert list(profiler.get_metrics()) == ["mine"]


def test_a_file_that_cannot_be_written_is_an_error(
    profiler: PerformanceProfiler, tmp_path: Path
) -> None:
    with pytest.raises(ProfilingError, match="cannot be written"):
        profiler.save(str(tmp_path / "missing" / "profile.json"))
    with pytest.raises(ProfilingError, match=r"\.txt is neither"):
        profiler.save_trace(str(tmp_path / "profile.txt"))


# -- pictures ------------------------------------------------------------------------------------


def test_bars_of_a_lane_lie_within_one_another_or_beside() -> None:
    pick = random.Random(1)
    for _ in range(200):
        spans: list[Any] = []
        for _ in range(pick.randrange(1, 40)):
            lane = pick.choice(["python 7 Main", "engine 9", "python 8 Worker (1)"])
            spans.append((lane, "x", "engine", pick.randrange(100), pick.randrange(60), None))
        found = lanes(spans)
        assert sum(len(lane.bars) for lane in found) == len(spans)
        for lane in found:
            stack: list[Any] = []
            for bar in lane.bars:
                while stack and stack[-1].begin + stack[-1].length <= bar.begin:
                    stack.pop()
                assert bar.depth == len(stack)
                if stack:
                    assert bar.begin + bar.length <= stack[-1].begin + stack[-1].length
                stack.append(bar)


def test_a_trace_is_in_the_trace_event_format() -> None:
    spans: list[Any] = [
        ("python 7 Main \udcff", "get \ud800", "python", 10, 50, {"requests": ["maya"]}),
        ("engine 99", "solve", "engine", 20, 20, None),
    ]
    trace = json.loads(json.dumps(trace_events(spans, {"note": 1})))
    assert_is_trace(trace)
    bars = [event for event in trace["traceEvents"] if event["ph"] == "X"]
    assert [(bar["ts"], bar["dur"], bar["pid"]) for bar in bars] == [
        (10, 50, os.getpid()),
        (20, 20, 99),
    ]
    assert bars[0]["args"] == {"requests": ["maya"]}


def assert_is_trace(trace: Any) -> None:
    """By the document of the trace-event format: what each kind of event must have."""
    assert trace["displayTimeUnit"] in ("ms", "ns")
    named = set()
    for event in trace["traceEvents"]:
        assert isinstance(event["name"], str) and isinstance(event["pid"], int)
        assert isinstance(event["tid"], int) and isinstance(event.get("args", {}), dict)
        if event["ph"] == "M":
            assert event["name"] in ("process_name", "thread_name")
            assert isinstance(event["args"]["name"], str)
            named.add((event["pid"], event["tid"]))
        else:
            assert event["ph"] == "X"
            assert isinstance(event["ts"], int) and isinstance(event["dur"], int)
            assert event["ts"] >= 0 and event["dur"] >= 0
            assert isinstance(event["cat"], str)
            assert (event["pid"], event["tid"]) in named


def test_profiles_are_written_in_the_form_of_the_suffix(
    profiler: PerformanceProfiler, tmp_path: Path
) -> None:
    with profiler.profile("</script><b>work"):
        pass
    trace, page = tmp_path / "trace.json", tmp_path / "page.HTML"
    profiler.save_trace(str(trace))
    profiler.save_trace(str(page))
    assert_is_trace(json.loads(trace.read_text()))
    text = page.read_text()
    assert text.startswith("<!DOCTYPE html>") and "</script><b>" not in text
    assert "http://" not in text and "https://" not in text


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """What time it is for the recorder, in microseconds; a program that is profiled begins then."""
    time_now = [1_000_000]
    monkeypatch.setattr(recording, "now", lambda: time_now[0])
    monkeypatch.setattr(recording, "perf_counter_ns", lambda: 1000 * time_now[0])
    program = recorder.begin_process("program", Trace())
    yield time_now
    if recorder.process is program:
        recorder.end(program)


def test_a_program_records_the_calls_that_its_time_pays_for(clock: list[int]) -> None:
    def call() -> bool:
        if recorder.measure("engine/ping", {}) is not None:
            return True
        recorder.only_count("engine/ping", clock[0] * 1000 - 5_000)
        return False

    def calls() -> int:
        return sum(call() for _ in range(200))

    program = recorder.process
    assert program is not None
    assert calls() == 51
    clock[0] += 200_000
    assert calls() == 10, "one in 20 ms"
    recorder.end(program)
    assert program.counts["calls_only_counted"] == program.counts["call engine/ping"] == 339
    assert program.counts["only_counted_us"] == 339 * 5


def test_a_program_records_the_operations_that_its_time_pays_for(clock: list[int]) -> None:
    program = recorder.process
    assert program is not None
    for _ in range(60):
        recorded("iter_packages", lambda: time.sleep(0.0002), dict)
    for _ in range(60):
        recorded("resolve", lambda: time.sleep(0.003), dict)
    recorder.end(program)
    names = [span[1] for span in program.trace.spans]
    assert names.count("iter_packages") < 60
    assert names.count("resolve") == 60, "those that take long always"


def test_a_call_within_another_is_part_of_its_time(clock: list[int]) -> None:
    program = recorder.process
    assert program is not None
    for _ in range(51):
        recorder.measure("engine/ping", {})
    assert recorder.measure("context/resolve", {}) is None
    assert recorder.measure("engine/ping", {}) is None
    now = clock[0] * 1000
    recorder.only_count("engine/ping", now - 10_000_000)
    recorder.only_count("context/resolve", now - 50_000_000)
    recorder.end(program)
    assert program.counts["calls_only_counted"] == 2
    assert program.counts["only_counted_us"] == 50_000


def test_operations_that_take_long_leave_their_calls_to_be_recorded(clock: list[int]) -> None:
    for _ in range(60):
        recorded("resolve", lambda: time.sleep(0.0025), dict)
    assert recorder.measure("engine/ping", {}) is not None
