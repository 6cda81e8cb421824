"""What a definition depends on is known from its code, where that does not hide it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rez_next.host.definition import evaluated

ALONE = {
    "literals": "name = 'foo'\nrequires = ['bar']\n",
    "loops": "tools = []\nfor each in 'ab':\n    tools.append(each)\n",
    "classes": "class Tool:\n    name = 'a'\ntools = [Tool.name]\n",
    "an early function": "@early()\ndef tools():\n    return list(this.name)\nname = 'foo'\n",
    "commands": "def commands():\n    import os\n    env.A = open('x').read()\n",
    "a late function": "@late()\ndef tools():\n    import os\n    return os.listdir('.')\n",
}

MORE = {
    "an import": "import os\n",
    "an import in a function": "def f():\n    import os\nf()\n",
    "an import in an early function": "@early()\ndef tools():\n    import os\n    return []\n",
    "a file": "text = open(__file__).read() if 0 else ''\n",
    "a way to import": "os = __import__('os')\n",
    "code as text": "x = eval('1')\n",
    "a build": "@early()\ndef tools():\n    return ['x'] if building else []\n",
}


@pytest.mark.parametrize("code", [*ALONE.values(), *MORE.values()], ids=[*ALONE, *MORE])
def test_what_looks_at_more_than_its_text_is_known(code: str, tmp_path: Path) -> None:
    path = tmp_path / "package.py"
    path.write_text(code)
    assert evaluated(str(path))[1] == (code in ALONE.values())
