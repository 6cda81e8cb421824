"""Names of rez's own plugins that tools import from them, or replace there."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

pytest.importorskip("rez")

NAMES = {
    "build_process.local": "BuildProcessHelper LocalBuildResult PackageTestRunner copy_or_replace",
    "build_system.custom": "BuildSystem create_shell",
    "package_repository.filesystem": (
        "PackageDefinitionFileMissing PackageRepository _settings check_format_version debug_print "
        "format_version load_from_file print_warning"
    ),
    "package_repository.memory": "PackageRepository",
    "release_hook.command": "Popen ReleaseHook expandvars which",
    "release_hook.emailer": "ReleaseHook smtplib",
    "release_vcs.git": "ReleaseVCS print_debug",
}


@pytest.mark.parametrize("module", NAMES)
def test_a_plugin_has_rezs_names(module: str) -> None:
    theirs = importlib.import_module("rezplugins." + module)
    ours = importlib.import_module("rez_next.plugins." + module)
    names = NAMES[module].split()
    assert [name for name in names if not hasattr(theirs, name)] == []
    assert [name for name in names if not hasattr(ours, name)] == []
    assert [name for name in ours.__all__ if not hasattr(ours, name)] == []


@pytest.mark.parametrize("number", [None, 1, 2, 3, "3", "a", "", [3], 2.5])
def test_a_newer_form_of_definitions_is_warned_of(
    number: Any, caplog: pytest.LogCaptureFixture
) -> None:
    outcomes = []
    for plugins in ("rezplugins", "rez_next.plugins"):
        module = importlib.import_module(plugins + ".package_repository.filesystem")
        caplog.clear()
        data = {"name": "foo", "format_version": number}
        module.check_format_version("/packages/foo/package.py", data)
        outcomes.append((data, [(record.name, record.getMessage()) for record in caplog.records]))
    theirs, ours = outcomes
    assert ours == theirs
