"""Versions that are held take no more than half of the memory that they take in rez."""

from __future__ import annotations

import gc
import tracemalloc
from typing import Any, Callable, List

import pytest

rez_version = pytest.importorskip("rez.version")

from rez_next.compat import version as shim  # noqa: E402

COUNT = 100_000


def memory(use: Callable[[List[Any]], Any], api: Any) -> int:
    texts = ["{}.{}.{}".format(n % 40, n % 97, n) for n in range(COUNT)]
    gc.collect()
    tracemalloc.start()
    try:
        held = [api.Version(text) for text in texts]
        use(held)
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module")
def its() -> int:
    return memory(len, rez_version)


@pytest.mark.parametrize("use", [len, sorted, set], ids=["made", "sorted", "hashed"])
def test_versions_that_are_held(use: Callable[[List[Any]], Any], its: int) -> None:
    mine = memory(use, shim)
    assert mine <= its / 2, "{:.1f} MB, in rez {:.1f} MB".format(mine / 1e6, its / 1e6)
