"""What examples/python holds runs as it stands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "python"


@pytest.fixture
def environ() -> Dict[str, str]:
    environ = {key: value for key, value in os.environ.items() if not key.startswith("REZ_")}
    environ["REZ_PACKAGES_PATH"] = str(ROOT / "examples" / "packages")
    environ["EXAMPLE_PYTHON"] = sys.executable
    return environ


def test_the_first_example_resolves_and_runs_a_tool(environ: Dict[str, str]) -> None:
    output = _run([str(EXAMPLES / "resolve_and_run.py")], environ)
    assert "  maya           2024.2" in output
    assert "MY_TOOL_HOST=maya-2024.2" in output
    assert "my_tool 1.2.0\nresolved for: maya-2024 usd my_tool\n" in output
    assert "exit code 0" in output
    assert "A package was completely reduced: (maya-2024.2[]" in output


def test_the_promised_forms_work_together(environ: Dict[str, str]) -> None:
    output = _run([str(EXAMPLES / "promised.py")], environ)
    assert output.splitlines() == [
        "python-3.9.18 maya-2024.2",
        "Hello from rez-next!",
        "python-3.9.18 maya-2024.2",
        "Resolved 3 packages:",
        "  python-3.9.18",
        "  maya-2024.2",
        "  nuke-13.2.8",
    ]


TOPICS = {
    "versions.py": "in order: 1.a 1.9 1.9.2 1.10 2",
    "caching.py": "of all that was looked for",
    "pictures.py": "failure.html",
    "profiling.py": "a resolve takes",
    "packages.py": "the latest before 2025: maya-2024.2",
    "solving.py": "ask for usd-22.11 in place of usd-24",
    "environments.py": "saved and loaded: True",
    "repositories.py": "found maya-2024.2",
}


@pytest.mark.parametrize("name", sorted(TOPICS))
def test_the_example_of_each_topic_runs(name: str, environ: Dict[str, str]) -> None:
    assert TOPICS[name] in _run([str(EXAMPLES / name)], environ)


def test_the_launcher_starts_a_dcc_in_a_clean_environment(environ: Dict[str, str]) -> None:
    launcher = [str(EXAMPLES / "dcc_launcher.py"), "maya-2024", "--with", "my_tool"]
    environ["PYTHONPATH"] = "/of/the/launcher"
    listed = _run([*launcher, "--list"], environ)
    assert "maya: maya, mayabatch, mayapy, render\n" in listed
    assert "host:         maya-2024.2" in _run([*launcher, "--run", "my_tool"], environ)
    asked = "import os; print(os.environ['MAYA_VERSION'], os.environ.get('PYTHONPATH'))"
    output = _run([*launcher, "--run", "python", "-c", asked], environ)
    assert "2024 " in output
    assert "/of/the/launcher" not in output


def test_a_job_of_the_farm_keeps_the_packages_it_was_submitted_with(
    environ: Dict[str, str], tmp_path: Path
) -> None:
    job = str(tmp_path / "job.json")
    program = str(EXAMPLES / "farm_submit.py")
    repository = tmp_path / "packages"
    shutil.copytree(str(ROOT / "examples" / "packages"), str(repository))
    environ["REZ_PACKAGES_PATH"] = str(repository)
    _run([program, "submit", job, "maya-2024", "my_tool", "--", "my_tool"], environ)
    later = repository / "maya" / "2024.9"
    shutil.copytree(str(repository / "maya" / "2024.2"), str(later))
    definition = later / "package.py"
    definition.write_text(definition.read_text("utf-8").replace("2024.2", "2024.9"), "utf-8")
    assert "maya-2024.2" in _run([program, "run", job, "0"], environ)


def test_the_browser_answers_each_of_its_questions(environ: Dict[str, str]) -> None:
    questions = "list ma,versions maya,show maya-2023+,users python,resolve maya-2024,show no,"
    given = questions.replace(",", "\n")
    output = _run([str(EXAMPLES / "package_browser.py")], environ, given)
    assert "maya-2025.1\nmaya-2024.2\nmaya-2023.3\nmaya-2022.5\n" in output
    assert "boost houdini maya" in output
    assert "python-3.10.13 maya-2024.2" in output
    assert "there is no no" in output


def test_the_migration_script_compares_what_both_say(
    environ: Dict[str, str], tmp_path: Path
) -> None:
    pytest.importorskip("rez")
    requests = tmp_path / "requests.txt"
    requests.write_text("# ours\nmaya-2024 usd\nmaya-2022 usd-24\n\nnope\n")
    output = _run([str(EXAMPLES / "compare_requests.py"), str(requests)], environ)
    assert "3 of 3 answers are the same" in output


def _run(arguments: List[str], environ: Dict[str, str], given: str = "") -> str:
    result = subprocess.run(
        [sys.executable, *arguments],
        env=environ,
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
