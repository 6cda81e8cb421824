"""Handles as pickles: what either side writes, in any protocol, is a handle again."""

from __future__ import annotations

import io
import pickle

import pytest

pytest.importorskip("rez")

from rez.utils.resources import ResourceHandle as RezHandle

from rez_next.compat.utils.resources import ResourceHandle

VARIABLES = {"location": "/päckages", "name": "foo", "version": "1", "index": None}
PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


class Switched(pickle.Unpickler):
    """Reads as a process with the switch does, where rez's name is our class."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) == ("rez.utils.resources", "ResourceHandle"):
            return ResourceHandle
        return super().find_class(module, name)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_handle_that_rez_pickled_is_read(protocol: int) -> None:
    written = pickle.dumps(RezHandle("filesystem.variant", VARIABLES), protocol)
    assert Switched(io.BytesIO(written)).load() == ResourceHandle("filesystem.variant", VARIABLES)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_handle_survives_every_protocol(protocol: int) -> None:
    handle = ResourceHandle("filesystem.variant", VARIABLES)
    again = pickle.loads(pickle.dumps(handle, protocol))
    assert (again, again.key, again.variables) == (handle, handle.key, VARIABLES)


def test_the_state_is_what_rez_reads() -> None:
    handle = RezHandle("", {})
    vars(handle).update(ResourceHandle("filesystem.variant", VARIABLES).__getstate__())
    assert handle == RezHandle("filesystem.variant", VARIABLES)
