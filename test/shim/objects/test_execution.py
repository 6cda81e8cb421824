"""How `execute_shell` tells a command from the name of a shell."""

from __future__ import annotations

from typing import Optional, Tuple

import pytest

from rez_next.objects.shell.execution import SHELLS, is_command


@pytest.mark.parametrize("text", ["echo $REZ_USED_RESOLVE", "true", "/bin/bash", "bash -l"])
def test_a_text_that_is_no_shell_is_a_command(text: str) -> None:
    assert is_command(text, None, False, None)


@pytest.mark.parametrize("shell", [None, "", *sorted(SHELLS)])
def test_a_shell_is_no_command(shell: Optional[str]) -> None:
    assert not is_command(shell, None, False, None)


@pytest.mark.parametrize("options", [("true",), ("",), (None, True), (False, ["a"])])
def test_with_an_option_of_rez_it_names_a_shell(options: Tuple[object, ...]) -> None:
    assert not is_command("nonsense", *options)
