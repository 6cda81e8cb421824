"""Context files: each side reads what the other wrote, and writes the same."""

from __future__ import annotations

import copy
import json
import os
import pickle
import stat
from pathlib import Path
from subprocess import PIPE
from tempfile import TemporaryDirectory
from typing import Any, Dict, List

import pytest

pytest.importorskip("rez")

from contexts.sides import (
    OURS,
    REZ,
    SIDES,
    Side,
    described,
    environ,
    outcome,
    plain,
    same,
)

HERE = Path(__file__).resolve().parent

PACKAGES = str(HERE.parents[1] / "examples" / "packages")
# When and where it was made.
_UNSTABLE = ("created", "timestamp", "solve_time", "load_time", "rez_path")

RESOLVES: List[Any] = [
    (["maya-2024", "usd", "my_tool"], {}),
    (["gpu_denoiser", ".gpu-1"], {"building": True, "testing": True}),
    (["maya-2024", "maya-2025"], {}),
    (["usd", "!python-3.9"], {"timestamp": 1700000000, "add_implicit_packages": False}),
    ([".foo-1", ".bar-2+<3"], {"caching": False, "package_caching": False}),
    ([], {}),
]


def made(side: Side, request: List[str], options: Dict[str, Any]) -> Any:
    resolve = side.resolved_context.ResolvedContext
    context = resolve(request, package_paths=[PACKAGES], **options)
    # The two sides may be on either side of a second's turn.
    context.created = 1_700_000_000
    return context


def stored(file: Path) -> Dict[str, Any]:
    data: Dict[str, Any] = json.loads(file.read_text())
    return {name: value for name, value in data.items() if name not in _UNSTABLE}


def seen(context: Any) -> Dict[str, Any]:
    found = described(context)
    names = (
        "building testing caching package_caching append_sys_path implicit_packages user host "
        "platform arch os rez_version requested_timestamp parent_suite_path from_cache created"
    )
    found.update((name, plain(getattr(context, name))) for name in names.split())
    if context.success:
        found["environ"] = environ(context.get_environ())
        found["tools"] = plain(context.get_tools())
    return found


@pytest.mark.parametrize(("request_", "options"), RESOLVES, ids=str)
def test_files_are_exchanged(request_: List[str], options: Dict[str, Any], tmp_path: Path) -> None:
    files = {side: tmp_path / ("%s.rxt" % side.root) for side in SIDES}
    for side, file in files.items():
        made(side, request_, options).save(str(file))
    assert stored(files[OURS]) == stored(files[REZ])
    for file in files.values():
        # Loaded by both, with all that can be asked of it, and saved again as it was.
        same(lambda side, file=file: seen(side.resolved_context.ResolvedContext.load(str(file))))
        again = tmp_path / "again.rxt"
        OURS.resolved_context.ResolvedContext.load(str(file)).save(str(again))
        assert json.loads(again.read_text()) == json.loads(file.read_text())


def test_bytes_of_a_file_are_rezs(tmp_path: Path) -> None:
    ours = made(OURS, ["maya-2024"], {})
    ours.save(str(tmp_path / "ours.rxt"))
    loaded = REZ.resolved_context.ResolvedContext.load(str(tmp_path / "ours.rxt"))
    loaded.save(str(tmp_path / "theirs.rxt"))
    assert (tmp_path / "theirs.rxt").read_bytes() == (tmp_path / "ours.rxt").read_bytes()


def test_filters_of_a_stored_context_are_kept(tmp_path: Path) -> None:
    data = made(REZ, ["maya-2024"], {}).to_dict()
    data["package_filter"] = [{"excludes": ["glob(x-*)"]}]
    data["package_orderers"] = [{"type": "sorted", "descending": True, "packages": ["x"]}]
    loaded = OURS.resolved_context.ResolvedContext.from_dict(data)
    assert loaded.to_dict()["package_filter"] == data["package_filter"]
    assert loaded.to_dict()["package_orderers"] == data["package_orderers"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", "no: context", "just text", '{"serialize_version": "4.9"}', "\udcff"],
)
def test_what_is_no_context_file(text: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.rxt"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    answers = [
        outcome(lambda side: str(side.resolved_context.ResolvedContext.load(str(file))), side)
        for side in SIDES
    ]
    assert answers[1][:2] == answers[0][:2]
    assert str(file) in answers[1][2] or answers[1][1] != "ResolvedContextError"


@pytest.mark.parametrize("path", ["/nonexistent/context.rxt", PACKAGES])
def test_files_that_cannot_be_read(path: str) -> None:
    same(lambda side: side.resolved_context.ResolvedContext.load(path))


def test_files_that_cannot_be_written(tmp_path: Path) -> None:
    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext(["maya"], package_paths=[PACKAGES])
        context.save(str(tmp_path / "missing" / "context.rxt"))

    same(question)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of unix")
def test_what_is_written_to_stays_what_it_is(tmp_path: Path) -> None:
    def question(side: Side) -> Any:
        folder = tmp_path / side.root
        folder.mkdir()
        for name in ("target", "linked", "shared", "other", "read-only"):
            (folder / name).write_text("old")
        (folder / "link").symlink_to("target")
        (folder / "dangling").symlink_to("new")
        os.link(str(folder / "linked"), str(folder / "hard"))
        os.mkfifo(str(folder / "pipe"))
        (folder / "shared").chmod(0o666)
        (folder / "other").chmod(0o640)
        (folder / "read-only").chmod(0o444)
        reader = os.open(str(folder / "pipe"), os.O_RDONLY | os.O_NONBLOCK)
        context = made(side, [], {})
        for name in ("link", "dangling", "hard", "pipe", "shared", "other", "read-only"):
            said = outcome(lambda _, name=name: context.save(str(folder / name)), side)
            # What root may do, others may not.
            assert said == ("value", None) or (name, said[1]) == ("read-only", "PermissionError")
        assert os.read(reader, 1) == b"{"
        os.close(reader)
        context.save(os.devnull)
        return {file.name: state(file) for file in sorted(folder.iterdir())}

    def state(file: Path) -> Any:
        found = file.lstat()
        text = file.read_text()[:1] if stat.S_ISREG(file.stat().st_mode) else None
        return oct(found.st_mode), found.st_nlink, text

    same(question)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root has files of others")
def test_a_file_of_others_is_written_to() -> None:
    def question(side: Side) -> Any:
        with TemporaryDirectory() as folder:  # pytest's own are closed to others
            return written(side, Path(folder))

    def written(side: Side, folder: Path) -> Any:
        folder.chmod(0o755)
        file = folder / "context.rxt"
        file.write_text("old")
        os.chown(str(file), 1, 1)
        made(side, [], {}).save(str(file))
        owned = file.stat().st_uid, file.stat().st_gid
        file.chmod(0o666)
        context = made(side, ["maya"], {})
        os.seteuid(1)
        try:
            context.save(str(file))
        finally:
            os.seteuid(0)
        return owned, "maya" in file.read_text(), os.listdir(str(folder))

    same(question)


def test_a_file_of_the_longest_name(tmp_path: Path) -> None:
    def question(side: Side) -> Any:
        folder = tmp_path / side.root
        folder.mkdir()
        made(side, [], {}).save(str(folder / ("x" * 255)))
        return [len(name) for name in os.listdir(str(folder))]

    same(question)


def test_subclasses_say_what_is_written(tmp_path: Path) -> None:
    def question(side: Side) -> Any:
        base = side.resolved_context.ResolvedContext

        class OfStudio(base):  # type: ignore[misc]
            def to_dict(self, fields: Any = None) -> Any:
                return {**super().to_dict(fields), "studio": "x"}

        class WithHeader(OfStudio):
            def write_to_buffer(self, buf: Any) -> None:
                buf.write("# ours\n")
                super().write_to_buffer(buf)

        found = []
        for cls in (OfStudio, WithHeader):
            context = cls(["maya-2024"], package_paths=[PACKAGES])
            file = tmp_path / ("%s.rxt" % side.root)
            context.save(str(file))
            head, data = file.read_text().split("{", 1)
            found += [head, json.loads("{" + data)["studio"]]
            # Of what a shell is started with, too.
            command = "grep -c studio $REZ_RXT_FILE"
            found.append(context.execute_shell("bash", command=command, block=True, stdout=PIPE)[1])
        return found

    same(question)


def test_a_stored_package_that_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "packages" / "gone" / "1"
    folder.mkdir(parents=True)
    (folder / "package.py").write_text("name = 'gone'\nversion = '1'\n")

    def question(side: Side) -> Any:
        data = made(REZ, [], {}).to_dict()
        variables = {"repository_type": "filesystem", "location": str(tmp_path / "packages")}
        variables.update(name="gone", version="2", index=None)
        data["resolved_packages"] = [{"key": "filesystem.variant", "variables": variables}]
        context = side.resolved_context.ResolvedContext.from_dict(data)
        texts = [str(context), context.to_dict()["resolved_packages"]]
        for each in context.resolved_packages:
            texts += [each.name, str(each.version), each.qualified_name, str(each.handle)]
            for name in ("description", "root", "parent"):
                kind = outcome(lambda _, n=name, v=each: getattr(v, n), side)[:2]
                texts.append(kind if kind[0] == "raises" else kind[0])
        return [*texts, outcome(lambda _: context.get_environ(), side)[:2]]

    expected, found = outcome(question, REZ), outcome(question, OURS)
    assert str(found) == str(expected)


def test_yaml_and_older_versions(tmp_path: Path) -> None:
    data = made(REZ, ["maya-2024"], {}).to_dict()
    newer = {**data, "serialize_version": "4.99"}
    older = {name: value for name, value in data.items() if name not in ("testing", "suite_path")}
    older["serialize_version"] = "4.0"
    for each in (newer, older):
        same(lambda side, each=each: seen(side.resolved_context.ResolvedContext.from_dict(each)))
    from rez.utils.yaml import dump_yaml

    (tmp_path / "old.rxt").write_text(dump_yaml(data))
    path = str(tmp_path / "old.rxt")
    same(lambda side: seen(side.resolved_context.ResolvedContext.load(path)))


def test_contexts_are_copied() -> None:
    def question(side: Side) -> Any:
        context = made(side, ["maya-2024", "my_tool"], {})
        shallow = context.copy()
        answers = [shallow == context, seen(shallow) == seen(context)]
        answers.append(seen(side.resolved_context.ResolvedContext.from_dict(context.to_dict())))
        return answers

    same(question)
    # rez's cannot be copied in depth; ours are data.
    context = made(OURS, ["maya-2024", "my_tool"], {})
    for deep in (copy.deepcopy(context), pickle.loads(pickle.dumps(context))):
        assert deep == context
        assert seen(deep) == seen(context)


def test_the_list_of_packages_is_edited() -> None:
    def question(side: Side) -> Any:
        context = made(side, ["maya-2024", "my_tool"], {})
        other = made(side, ["nuke-13.2"], {})
        context.resolved_packages[:] = other.resolved_packages
        context.append_sys_path = False
        return seen(context)

    same(question)


def test_a_script_names_the_file_by_the_path_that_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    made(OURS, ["python"], {}).save(str(tmp_path / "folder" / "rez.rxt"))
    monkeypatch.chdir(tmp_path)

    def question(side: Side) -> Any:
        context = side.resolved_context.ResolvedContext.load("folder/rez.rxt")
        here = named(context)
        with monkeypatch.context() as elsewhere:
            elsewhere.chdir("/")
            return here, named(context)

    def named(context: Any) -> List[str]:
        lines = context.get_shell_code("bash").splitlines()
        return [line for line in lines if "REZ_RXT_FILE" in line]

    assert same(question) == ("value", (['export REZ_RXT_FILE="folder/rez.rxt"'], []))
