"""What is known of a package whose definition cannot be read, or is not there, beside rez."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, List

import pytest
import rez.packages
from rezplugins.package_repository import filesystem as rez_filesystem

from rez_next.compat import packages
from rez_next.plugins.package_repository import filesystem

DEFINITIONS: Dict[str, Dict[str, bytes]] = {
    "1": {"package.py": b"name = 'foo'\n"},
    "1.syntax": {"package.py": b"name = 'foo\n"},
    "1.early": {"package.py": b"@early()\ndef description():\n    return {}['key']\n"},
    "1.attribute": {"package.py": b"@early()\ndef description():\n    return ''.nothing\n"},
    "1.bytes": {"package.py": b"description = '\xff'\n"},
    "1.yaml": {"package.yaml": b"requires: [a: {\n"},
    "1.missing": {},
}


@pytest.fixture
def repository(tmp_path: Path) -> str:
    for version, files in DEFINITIONS.items():
        folder = tmp_path / "foo" / version
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    if os.name != "nt":
        (tmp_path / "foo" / "1.pipe").mkdir()
        os.mkfifo(tmp_path / "foo" / "1.pipe" / "package.py")
    return str(tmp_path)


def places(module: Any, repository: str) -> List[Any]:
    found = module.iter_packages("foo", paths=[repository])
    return sorted(
        (str(each.version), each.uri, each.resource.path, each.resource.filepath) for each in found
    )


def test_where_it_is_does_not_take_reading_it(repository: str) -> None:
    found = places(packages, repository)
    assert len(found) >= len(DEFINITIONS)
    assert found == places(rez.packages, repository)


def test_a_missing_definition_has_a_class_of_its_own(repository: str) -> None:
    for ours, theirs in ((packages, filesystem), (rez.packages, rez_filesystem)):
        package = ours.get_package("foo", "1.missing", paths=[repository])
        with pytest.raises(theirs.PackageDefinitionFileMissing):
            package.validate_data()
