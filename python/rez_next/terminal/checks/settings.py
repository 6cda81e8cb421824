"""Configuration: that each file loads, each setting fits, and what settings name is there."""

from __future__ import annotations

import os

from rez_next.terminal.checks.finding import Finding, error, ok, skipped, warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator


def _files() -> Iterator[Finding]:
    from rez_next.exceptions import RezError
    from rez_next.objects.config.config import config
    from rez_next.objects.config.files import ROOT, load_files

    named = [path for path in os.environ.get("REZ_CONFIG_FILE", "").split(os.pathsep) if path]
    for path in named:
        python = os.path.splitext(path)[0] + ".py"
        if not os.path.isfile(path) and not os.path.isfile(python):
            yield warning(
                "config file",
                "%s, which REZ_CONFIG_FILE names, does not exist" % path,
                "Correct REZ_CONFIG_FILE: a file that is not there is passed over in silence.",
            )
    read = False
    for path in config.filepaths:
        if path == ROOT:
            continue
        try:
            sourced = load_files([path], lambda name, file: None)[1]
        except RezError as wrong:
            read = True
            yield error("config file", str(wrong), "Correct the file; nothing resolves until then.")
            continue
        for each in sourced:
            read = True
            yield ok("config file", each)
    if not read:
        yield ok("config file", "none: rez's defaults count")


def _loads() -> bool:
    from rez_next.exceptions import RezError
    from rez_next.objects.config.config import config

    try:
        config.sourced_filepaths  # noqa: B018 - reads the files
    except RezError:
        return False  # said by the check of files
    return True


def _settings() -> Iterator[Finding]:
    from rez_next.exceptions import RezError
    from rez_next.objects.config.config import config, filesystem_settings

    if not _loads():
        return
    try:
        config.validate_data()
        filesystem_settings()
    except RezError as wrong:
        yield error(
            "settings", str(wrong), "Correct it in the file, or in the variable, that sets it."
        )
    else:
        yield ok("settings", "each has a value of its kind")


def _shells() -> Iterator[Finding]:
    from rez_next.exceptions import RezError
    from rez_next.objects.shell.shells import current_shell, get_shell_class, get_shell_types

    if not _loads():
        return
    try:
        found = [name for name in get_shell_types() if get_shell_class(name).is_available()]
        name = current_shell()
        usable = get_shell_class(name).is_available()
    except RezError as wrong:
        yield error("shells", str(wrong), "Correct the setting default_shell.")
        return
    if not found:
        yield error("shells", "none is on PATH", "Put the folder of bash or sh on PATH.")
    elif not usable:
        yield error(
            "shells",
            "%s, the default, is not on PATH" % name,
            "Install it, or set default_shell to one of: %s." % ", ".join(found),
        )
    else:
        yield ok("shells", "%s; the default is %s" % (", ".join(found), name))


def _memcached() -> Iterator[Finding]:
    from rez_next.exceptions import RezError
    from rez_next.objects.config.config import config

    try:
        servers = list(config.memcached_uri or ())
    except RezError:
        return  # said by the check of settings
    if not servers:
        yield skipped("memcached", "the setting memcached_uri is empty")
    for server in servers:
        address = _address(server)
        if address is None:
            yield warning(
                "memcached",
                "%s in memcached_uri is no address of a server" % server,
                "Write it like 127.0.0.1:11211, [::1]:11211 or unix:/path: it is left out.",
            )
            continue
        problem = _unreachable(address)
        if problem is None:
            yield ok("memcached", "%s answers" % server)
        else:
            yield warning(
                "memcached",
                "%s %s" % (server, problem),
                "Start it, or take it out of memcached_uri: resolves work without it, and in each "
                "process the first waits for it.",
            )


def _address(server: str) -> str | tuple[str, int] | None:
    """Where a server listens, as the engine understands it; None for what is no address."""
    import re

    if server.startswith("unix:"):
        return server[5:] or None
    host = r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/\[\]\x00-\x1f\x7f-\x9f]+))"
    match = re.fullmatch("(?:inet6?:)?%s(?::([0-9]{1,5}))?" % host, server)
    if match is None:
        return None
    bracketed, name, port = match.groups()
    number = int(port or 11211)
    return (bracketed or name, number) if 1 <= number <= 65535 else None


def _unreachable(address: str | tuple[str, int]) -> str | None:
    try:
        with _connected(address) as connection:
            connection.sendall(b"version\r\n")
            reply = connection.recv(64)
    except OSError as wrong:
        return "cannot be reached: %s" % wrong
    return None if reply.startswith(b"VERSION") else "answers, but is no memcached"


def _connected(address: str | tuple[str, int]) -> socket.socket:
    import socket

    if isinstance(address, tuple):
        return socket.create_connection(address, timeout=2)
    if not hasattr(socket, "AF_UNIX"):
        raise OSError("there are no such sockets here")
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(2)
    try:
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection


CHECKS = (_files, _settings, _shells, _memcached)
