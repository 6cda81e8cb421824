"""Each operation on either side, as a group of pytest-benchmark."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

#: Where the names are that are measured.
MODULES = ("version", "packages", "resolved_context")


@pytest.fixture(params=["rez_next.compat", "rez"], ids=["rez-next", "rez"])
def rez(request: pytest.FixtureRequest) -> Any:
    """rez's API, of rez-next or of rez."""
    pytest.importorskip("rez", reason="both are measured: pip install rez==3.4.0")
    names = SimpleNamespace()
    for module in MODULES:
        vars(names).update(vars(import_module("%s.%s" % (request.param, module))))
    return names
