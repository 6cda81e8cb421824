"""A DCC's Python: embedded, without usable handles, among variables that are meant for others."""

from __future__ import annotations

import sys

import pytest

from .conftest import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="closes handles as POSIX does")

USE = """
import subprocess
import rez_next as rez
context = rez.ResolvedContext(["maya-2024", "usd"], package_paths=[PACKAGES])
process = context.execute_command(["sh", "-c", "echo $MAYA_VERSION"], stdout=subprocess.PIPE)
spoken = process.communicate()[0].decode()
shell = context.execute_shell(command="echo $MAYA_VERSION", stdout=subprocess.PIPE, text=True,
                              block=False)
shouted = shell.communicate()[0]
file = os.path.join(os.environ["TMPDIR"], "a.rxt")
context.save(file)
tell({
    "executable": sys.executable,
    "streams": [stream is None for stream in (sys.stdin, sys.stdout, sys.stderr)],
    "version": context.get_environ()["MAYA_VERSION"],
    "loaded": rez.ResolvedContext.load(file) == context,
    "code": "MAYA_VERSION" in context.get_shell_code("bash"),
    "spoken": spoken,
    "shouted": shouted,
})
"""


def test_an_embedded_python_without_handles(application: str, run: Run) -> None:
    assert run(application, USE) == {
        "executable": application,
        "streams": [True, True, True],
        "version": "2024",
        "loaded": True,
        "code": True,
        "spoken": "2024\n",
        "shouted": "2024\n",
    }


@pytest.mark.parametrize("closed", ["0", "1", "2", "02", "12"])
def test_some_handles_closed(run: Run, closed: str) -> None:
    close = "import os\nfor number in %r: os.close(int(number))\n" % closed
    told = run(sys.executable, close + USE, handles=True)
    assert told["spoken"] == told["shouted"] == "2024\n"


def test_what_c_code_writes_to_closed_handles_does_not_reach_the_engine(run: Run) -> None:
    """The first files that a process opens get the numbers of standard handles that are closed."""
    script = """
    import ctypes
    import rez_next as rez
    c = ctypes.CDLL(None)
    for _ in range(3):
        assert rez.ResolvedContext(["maya-2024"], package_paths=[PACKAGES], caching=False).success
        for number in (0, 1, 2):
            c.dprintf(number, b"a library has something to say\\n")
        before = rez._engine.engine().call("engine/statistics", {})["pid"]
    tell({"same engine": rez._engine.engine().call("engine/statistics", {})["pid"] == before})
    """
    assert run(sys.executable, script) == {"same engine": True}


def test_streams_that_were_set_to_none(run: Run) -> None:
    told = run(sys.executable, "sys.stdin = sys.stdout = sys.stderr = None\n" + USE, handles=True)
    assert told["spoken"] == told["shouted"] == "2024\n"


def test_warnings_and_failures_need_no_stream(run: Run) -> None:
    script = """
    import rez_next as rez
    from rez_next.__main__ import main
    failed = rez.ResolvedContext(["maya-2024", "maya-2022"], package_paths=[PACKAGES])
    failed.print_info()
    try:
        rez.ResolvedContext(["no_such"], package_paths=[PACKAGES])
    except rez.exceptions.PackageFamilyNotFoundError as error:
        said = str(error)
    from rez_next.utils.logging_ import print_warning
    print_warning("nobody hears this")
    codes = [main(words) for words in (["info"], ["doctor"], ["resolve", "no_such"], ["cache"])]
    tell({"said": said.partition(" (")[0], "codes": codes})
    """
    told = run(sys.executable, script)
    assert told == {"said": "package family not found: no_such", "codes": [0, 0, 1, 0]}


def test_an_executable_that_is_no_python(run: Run) -> None:
    script = 'sys.executable = "/bin/false"\n' + USE
    assert run(sys.executable, script)["spoken"] == "2024\n"
    assert run(sys.executable, "sys.executable = None\n" + USE)["spoken"] == "2024\n"


@pytest.mark.parametrize("name", ["LD_PRELOAD", "LD_LIBRARY_PATH", "NODE_PATH", "NODE_OPTIONS"])
def test_what_is_meant_for_others_does_not_bend_node(run: Run, name: str) -> None:
    script = "os.environ[%r] = '/missing library.so'\n" % name
    assert run(sys.executable, script + USE)["version"] == "2024"
