"""Beside us, the original rez keeps its own plugins."""

from __future__ import annotations

import pytest

pytest.importorskip("rez")

from rez.plugin_managers import plugin_manager


def test_plugins_of_the_original_rez_are_its_own() -> None:
    for kind in ("build_process", "build_system", "release_hook", "release_vcs", "shell"):
        for name in plugin_manager.get_plugins(kind):
            module = plugin_manager.get_plugin_class(kind, name).__module__
            assert not module.startswith("rez_next"), (kind, name, module)
