"""Times two ways to do the same thing, turn by turn, so that both see the same machine.

It is the time of the processor that counts, not that of the clock on the wall: what else the
machine does at the time falls out.
"""

from __future__ import annotations

import gc
from statistics import median
from time import process_time
from typing import Any, Callable, List, Tuple

ROUNDS = 15


def compare(
    ours: Callable[[Any], object],
    theirs: Callable[[Any], object],
    prepare: Tuple[Callable[[], Any], Callable[[], Any]],
    rounds: int = ROUNDS,
    clock: Callable[[], float] = process_time,
) -> Tuple[float, float]:
    """The median time of either function, in seconds.

    Args:
        ours: A function of what `prepare` made for it.
        theirs: The same for the other side.
        prepare: What makes the argument of either, untimed and just before it is used: what a
            program works on was mostly made a moment ago.
        rounds: How often; every second round begins with the other side.
        clock: What tells the time; for work in another process, `time.perf_counter`.
    """
    times: Tuple[List[float], List[float]] = ([], [])
    functions = (ours, theirs)
    for round_ in range(rounds):
        gc.collect()
        gc.disable()
        for side in (0, 1) if round_ % 2 else (1, 0):
            function, argument = functions[side], prepare[side]()
            start = clock()
            function(argument)
            times[side].append(clock() - start)
            del argument
        gc.enable()
    return median(times[0]), median(times[1])
