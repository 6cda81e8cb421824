from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bench.result import read

ROOT = Path(__file__).resolve().parents[2]


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, cwd=str(ROOT), capture_output=True, text=True)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result of the quickest area, without what would have to be installed."""
    file = tmp_path_factory.mktemp("bench") / "result.json"
    options = ["--quick", "--only", "crossings", "--without", "pyrer", "rez-next"]
    done = bench(*options, "--output", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
    return file


def test_a_run_writes_a_result_and_its_reports(measured: Path) -> None:
    result = read(measured)
    assert [area.name for area in result.areas] == ["crossings"]
    assert result.areas[0].failed == ""
    assert all(min(row.samples["ours"]) > 0 for row in result.areas[0].rows)
    assert result.sides["pyrer"]["missing"] == "left out"
    assert measured.with_suffix(".md").is_file()
    assert measured.with_suffix(".html").is_file()


def test_a_result_is_no_worse_than_itself(measured: Path) -> None:
    done = bench("compare", str(measured), str(measured))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "7 no change shown" in done.stdout


def test_a_file_that_is_no_result_is_an_error_without_a_traceback(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text("{}")
    done = bench("report", str(file))
    assert done.returncode == 2
    assert done.stderr.startswith("bench: ")
    assert "Traceback" not in done.stderr


def test_an_unknown_area_is_refused() -> None:
    done = bench("--only", "nothing")
    assert done.returncode == 2
    assert "invalid choice: 'nothing'" in done.stderr
