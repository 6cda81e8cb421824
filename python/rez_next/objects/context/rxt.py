"""Contexts as data: rez's `.rxt` files and the dicts inside them, both ways."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from functools import lru_cache
from io import StringIO
from stat import S_IMODE, S_ISREG

from rez_next._advice import noting
from rez_next.exceptions import ResolvedContextError
from rez_next.objects.bundle.paths import bundle_of, make_absolute, make_relative

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeVar

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.package import Variant

    Context = TypeVar("Context", bound=ResolvedContext)

_FULL = (errno.ENOSPC, errno.EDQUOT)
_NO_FOLDER = "Check the path: `context.save(path)` writes a file into a folder that is there."
_NO_FILE = "Check the path: it is of a file that `context.save(path)` has written."


def save(context: ResolvedContext, path: str) -> None:
    """Write `context` to `path`; a reader never sees half of it, where that can be helped."""
    from rez_next.objects.files.aside import write_text

    written = StringIO()
    with _within(context, bundle_of(path)):
        context.write_to_buffer(written)  # which subclasses make their own, as they do `to_dict`
    text = written.getvalue()
    place = os.path.realpath(path)
    with noting(_NO_FOLDER):
        try:
            state: os.stat_result | None = os.lstat(place)
        except OSError:
            state = None
        if state is None or _is_replaceable(place, state):
            mode = None if state is None else S_IMODE(state.st_mode)
            try:
                # Each shell that is started has its context in a file, which nobody needs after
                # the start.
                write_text(place, text, mode, survives_power_failure=False)
                return
            except OSError as error:
                # A folder may take no other file, or none of a longer name, or be none; a file may
                # be mounted, or on Windows be held by readers. A full disk has no room for rez's
                # way either, which would lose what is there.
                if error.errno in _FULL:
                    raise
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def _is_replaceable(place: str, state: os.stat_result) -> bool:
    """Whether a new file can stand for the one that is there.

    rez writes into what is there. That makes a difference where it is a pipe or a device, where it
    has other names or another owner, and where it may not be written.
    """
    if not (S_ISREG(state.st_mode) and state.st_nlink == 1 and os.access(place, os.W_OK)):
        return False
    return os.name == "nt" or (state.st_uid, state.st_gid) == (os.geteuid(), os.getegid())


@contextmanager
def _within(context: ResolvedContext, bundle: str | None) -> Iterator[None]:
    """Within it, `to_dict` names packages from the bundle; as rez keeps it, for each thread."""
    before = getattr(context.local, "bundle_path", None)
    context.local.bundle_path = bundle
    try:
        yield
    finally:
        context.local.bundle_path = before


def to_text(context: ResolvedContext) -> str:
    """`context` as the content of a file."""
    import json

    return _indented(json.dumps(context.to_dict()))


# Each shell that is started has its context in a file, and Python's own encoder, which alone can
# indent, took a third of the time of a start. A text is 15 KB for 33 packages.
@lru_cache(maxsize=16)
def _indented(compact: str) -> str:
    import json

    return json.dumps(json.loads(compact), indent=4, separators=(",", ": "), sort_keys=True)


def load(cls: type[Context], path: str) -> Context:
    """The context in the file `path`.

    Raises:
        ResolvedContextError: The file cannot be read or is no context.
    """
    with noting(_NO_FILE), open(path, encoding="utf-8") as file:
        context = read(cls, file, path, bundle_of(path))
    context.set_load_path(path)
    return context


def read(
    cls: type[Context], buf: Any, source: str | None = None, bundle: str | None = None
) -> Context:
    """The context that a file's content is.

    Args:
        cls: The class of the context.
        buf: The open file.
        source: What messages call it.
        bundle: The bundle that the file lies in.

    Raises:
        ResolvedContextError: It cannot be read or is no context.
    """
    import json

    try:
        text = buf.read()
        data = json.loads(text) if text.startswith("{") else _read_yaml(text)
        if bundle is not None:
            for handle in data["resolved_packages"]:
                make_absolute(handle, bundle)
        context: Any = cls.from_dict(data, source)  # which subclasses make their own
        return context  # type: ignore[no-any-return]
    except Exception as error:
        where = " from %s" % source if source else ""
        raise ResolvedContextError(
            "Failed to load context%s: %s: %s" % (where, type(error).__name__, error)
        ) from error


def to_dict(context: ResolvedContext, fields: list[str] | None = None) -> dict[str, Any]:
    """`context` as rez writes it, or only its `fields`."""
    handles = [v.handle.to_dict() for v in context.resolved_packages or ()]
    bundle = getattr(context.local, "bundle_path", None)
    if bundle is not None:
        for handle in handles:
            make_relative(handle, bundle)
    data = {
        "resolved_packages": handles,
        "resolved_ephemerals": [str(r) for r in context.resolved_ephemerals or ()],
        "serialize_version": ".".join(str(part) for part in context.serialize_version),
        "patch_locks": {name: lock.name for name, lock in context.patch_locks.items()},
        "package_orderers": (
            context.package_orderers.to_pod() if context.package_orderers else None
        ),
        "package_filter": context.package_filter.to_pod(),
        "graph": context.graph_string,
        "timestamp": context.timestamp,
        "requested_timestamp": context.requested_timestamp,
        "building": context.building,
        "testing": context.testing,
        "caching": context.caching,
        "implicit_packages": [str(r) for r in context.implicit_packages],
        "package_requests": [str(r) for r in context.requested_packages()],
        "package_paths": context.package_paths,
        "append_sys_path": context.append_sys_path,
        "package_caching": context.package_caching,
        "package_cache_async": context.package_cache_async,
        "default_patch_lock": context.default_patch_lock.name,
        "rez_version": context.rez_version,
        "rez_path": context.rez_path,
        "user": context.user,
        "host": context.host,
        "platform": context.platform,
        "arch": context.arch,
        "os": context.os,
        "created": context.created,
        "parent_suite_path": context.parent_suite_path,
        "suite_context_name": context.suite_context_name,
        "status": context.status.name,
        "failure_description": context.failure_description,
        "from_cache": context.from_cache,
        "solve_time": context.solve_time,
        "load_time": context.load_time,
        "num_loaded_packages": context.num_loaded_packages,
    }
    return data if not fields else {key: data[key] for key in data if key in fields}


def from_dict(cls: type[Context], data: dict[str, Any], source: str | None = None) -> Context:
    """The context that `data` describes; `source` names it in messages."""
    from rez_next.objects.context.status import PatchLock, ResolverStatus
    from rez_next.objects.package.filter import PackageFilterList
    from rez_next.objects.package.order import PackageOrderList
    from rez_next.objects.package.request import PackageRequest
    from rez_next.values.requirement import Requirement

    version = tuple(int(part) for part in str(data["serialize_version"]).split("."))
    if version[0] > cls.serialize_version[0]:
        _warn_of_newer(version, cls.serialize_version, source)
    context = cls.__new__(cls)
    context.load_path = None
    context.timestamp = data["timestamp"]
    context.requested_timestamp = data.get("requested_timestamp", 0)
    context.building = data["building"]
    context.testing = data.get("testing", False)
    context.caching = data["caching"]
    context.verbosity = data.get("verbosity", 0)
    context.implicit_packages = [PackageRequest(text) for text in data["implicit_packages"]]
    context._package_requests = [PackageRequest(text) for text in data["package_requests"]]
    context.package_paths = data["package_paths"]
    context.package_filter = PackageFilterList.from_pod(data.get("package_filter", []))
    orderers = data.get("package_orderers")
    context.package_orderers = PackageOrderList.from_pod(orderers) if orderers else None
    context.append_sys_path = data.get("append_sys_path", True)
    context.package_caching = data.get("package_caching", True)
    context.package_cache_async = data.get("package_cache_async", True)
    context.default_patch_lock = PatchLock[data.get("default_patch_lock", "no_lock")]
    context.patch_locks = {
        name: PatchLock[lock] for name, lock in dict(data.get("patch_locks") or {}).items()
    }
    for name in ("rez_version", "rez_path", "user", "host", "platform", "arch", "os", "created"):
        setattr(context, name, data[name])
    context.parent_suite_path = data.get("parent_suite_path")
    context.suite_context_name = data.get("suite_context_name")
    context.status_ = ResolverStatus[data["status"]]
    context.failure_description = data["failure_description"]
    context.conflicts = []
    context.graph_string = data["graph"]
    context.graph_ = None
    context._is_loaded = True
    context.from_cache = data.get("from_cache", False)
    context.solve_time = data["solve_time"]
    context.load_time = data["load_time"]
    context.num_loaded_packages = data.get("num_loaded_packages", -1)
    handles = data["resolved_packages"]
    if version[0] < 4:
        from rez_next.objects.context.old_data import convert_old_variant_handle

        handles = [convert_old_variant_handle(handle) for handle in handles]
    context._resolved_packages = _variants(context, handles)
    context._resolved_ephemerals = [
        Requirement(text) for text in data.get("resolved_ephemerals", ())
    ]
    context._note("sourced", data)
    return context


def _variants(context: ResolvedContext, handles: list[dict[str, Any]]) -> list[Variant]:
    if all(_is_address(handle) for handle in handles):
        # rez looks at none of them before it must, and a package may be gone by now.
        from rez_next.objects.package.package import variants_by_handle

        return variants_by_handle(handles, context)

    from rez_next.exceptions import EngineError, RezError
    from rez_next.objects.package.package import Variant
    from rez_next.objects.repository.record_resources import resource_at
    from rez_next.objects.repository.repository import variant_records

    try:
        return context._variants(variant_records(handles))
    except EngineError:
        raise
    except RezError:
        # One of them is gone or broken by now. The context is loaded all the same, as in rez: what
        # is wrong is said when that package is looked into.
        return [Variant(resource_at(handle), context) for handle in handles]


def _is_address(handle: dict[str, Any]) -> bool:
    """Whether it is a whole one. Those of repositories in Python are those repositories' matter."""
    variables = handle["variables"]
    return variables.get("repository_type", "filesystem") != "filesystem" or (
        handle["key"] in ("filesystem.variant", "filesystem.variant.combined")
        and variables.keys() >= _ADDRESS
    )


_ADDRESS = frozenset(("repository_type", "location", "name", "version", "index"))


def _warn_of_newer(version: tuple[int, ...], ours: tuple[int, ...], source: str | None) -> None:
    name = "The context in %s" % source if source else "The context"
    numbers = tuple(".".join(str(part) for part in parts) for parts in (version, ours))
    sys.stderr.write(
        "%s was written by a newer version of Rez. The load may fail "
        "(serialize version %s > %s)\n" % (name, *numbers)
    )


def _read_yaml(text: str) -> dict[str, Any]:
    """What contexts of old rez hold: YAML, which the engine reads from files."""
    import tempfile

    from rez_next.objects.ask import ask
    from rez_next.objects.wire import from_wire

    with tempfile.TemporaryDirectory(prefix="rez_context_") as folder:
        path = os.path.join(folder, "context.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        data: dict[str, Any] = from_wire(ask("configuration/read", {"path": path})["data"])
    return data
