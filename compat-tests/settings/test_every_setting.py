"""Every setting of rez is what it is in rez, whatever is put into it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("rez")

from settings.both import both, last_json

HERE = Path(__file__).resolve().parent

SCRIPT = (HERE / "every_setting.py").read_text("utf-8")


def test_every_setting_is_what_it_is_in_rez(tmp_path: Path) -> None:
    theirs, ours = (last_json(answer) for answer in both(SCRIPT, tmp_path))
    assert len(theirs) > 7000
    # rez fails where it was not thought of; its error says nothing of the setting.
    unthought = {"NotImplementedError", "TypeError"}
    different = {
        what: (found, ours.get(what))
        for what, found in theirs.items()
        if found != ours.get(what)
        and not (
            ours.get(what) == {"error": "ConfigurationError"} and found.get("error") in unthought
        )
    }
    assert not different
