"""rez.cli._main: `run("config")`, and as a file `python _main.py config`.

rez's other commands are rez's own, which works beside this package.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def run(command: str | None = None) -> int:
    """Run a command with the arguments of the process.

    Args:
        command: Its name, where the arguments do not begin with it.

    Returns:
        The exit code.
    """
    arguments = sys.argv[1:] if command is None else [command, *sys.argv[1:]]
    options = setup_parser().parse_args(arguments)
    try:
        _print_settings(options)
    except ValueError as error:
        print("rez: %s" % error, file=sys.stderr)
        return 1
    return 0


def setup_parser() -> ArgumentParser:
    """The parser of the command line."""
    from argparse import ArgumentParser

    parser = ArgumentParser(
        prog="rez", description="rez-next has rez's settings; rez itself has the other commands."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    config = commands.add_parser("config", help="Print current rez settings.")
    config.add_argument("--json", action="store_true", help="print dicts and lists as JSON")
    config.add_argument("--search-list", action="store_true", help="list the files searched")
    config.add_argument("--source-list", action="store_true", help="list the files read")
    config.add_argument("FIELD", nargs="?", help="the setting to print, with dots inside")
    return parser


def _print_settings(options: Namespace) -> None:
    from rez_next.objects.config.config import config

    if options.search_list or options.source_list:
        files = config.filepaths if options.search_list else config.sourced_filepaths
        print("\n".join(files))
        return
    value = _setting(options.FIELD) if options.FIELD else config.data
    if not isinstance(value, (dict, list)):
        print(value)
    elif options.json:
        import json

        from rez_next.objects.data.data import convert_json_safe

        print(json.dumps(convert_json_safe(value)))
    else:
        from rez_next.objects.text.yaml_text import dump_yaml

        print(dump_yaml(value).strip())


def _setting(name: str) -> object:
    from rez_next.objects.config.config import config

    first, *rest = name.split(".")
    value = config.plugins.data() if first == "plugins" else config.get(first, KeyError)
    for key in rest:
        value = value.get(key, KeyError) if isinstance(value, dict) else KeyError
    if value is KeyError:
        raise ValueError("no such setting: %r" % name)
    return value


if __name__ == "__main__":
    sys.exit(run())
