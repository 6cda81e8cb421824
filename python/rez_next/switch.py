"""The switch: `import rez` gives rez-next.

Three ways lead here, none of which needs a change in the tool that says `import rez`:

* `rez_next.install_as_rez()`, called by a program before its tools are imported;
* the folder `path_entry()` on PYTHONPATH, for a DCC: it holds a `rez` that is this one;
* a hook in a whole environment, `python -m rez_next switch install`, after which each process that
  starts with USE_REZ_NEXT=1 (or true, yes, on) has the switch on, and every other is as before.
"""

from __future__ import annotations

import os
import sys

from rez_next._names import names

_ON = frozenset(("1", "true", "yes", "on"))
_OFF = frozenset(("0", "false", "no", "off"))

_HOOK = "rez_next_switch.pth"
_HOOKED = "rez_next_switch.py"

# An unswitched interpreter runs this line and nothing else: it must not import what is not imported
# already, as `os` is.
_HOOK_LINE = (
    "import os; (os.environ.get('USE_REZ_NEXT') or os.environ.get('REZ_NEXT_COMPARE'))"
    " and __import__('rez_next_switch')\n"
)


def install_as_rez() -> None:
    """Make `import rez` give rez-next for the rest of this process; may be called again.

    With REZ_NEXT_COMPARE=1, `import rez` stays the installed rez, and what it resolves is compared.

    Raises:
        ImportError: Modules of the other rez have been imported already.
    """
    if is_installed_as_rez():
        return
    if comparing():
        from rez_next.comparison.shadow import start

        start()
        return
    _refuse_mixture()
    _warn_of_other_project()
    names.roots["rez"] = "rez_next.compat"
    names.roots["rezplugins"] = "rez_next.plugins"


def is_installed_as_rez() -> bool:
    """True if `import rez` gives rez-next in this process."""
    return "rez" in names.roots


def wanted() -> bool | None:
    """What USE_REZ_NEXT asks for: True, False, or None where it is unset or says neither."""
    word = os.environ.get("USE_REZ_NEXT", "").strip().lower()
    return True if word in _ON else False if word in _OFF else None


def comparing() -> bool:
    """True if REZ_NEXT_COMPARE asks for rez's answers, compared with ours."""
    return os.environ.get("REZ_NEXT_COMPARE", "").strip().lower() in _ON


def path_entry() -> str:
    """The folder to put on PYTHONPATH for processes in which `import rez` shall give rez-next.

    What is in it yields to the installed rez where USE_REZ_NEXT is 0, false, no or off.
    """
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "_as_rez")


def installed_rez() -> str | None:
    """The folder of the rez that is installed beside this package, or None; it is not imported."""
    others = [entry for entry in sys.path if os.path.abspath(entry) != path_entry()]
    for finder in sys.meta_path:
        if finder is names:
            continue
        by_path = getattr(finder, "__name__", "") == "PathFinder"
        found = finder.find_spec("rez", others if by_path else None)
        if found is not None and found.submodule_search_locations:
            return str(next(iter(found.submodule_search_locations)))
    return None


def install_hook(folder: str | None = None) -> str:
    """Put the hook into an environment.

    Args:
        folder: Its folder of packages; by default that of this Python.

    Returns:
        The path of the file that was written.
    """
    folder = folder or packages_folder()
    _write(os.path.join(folder, _HOOKED), _hooked_code())
    path = os.path.join(folder, _HOOK)
    _write(path, _HOOK_LINE)
    return path


def remove_hook(folder: str | None = None) -> list[str]:
    """Take the hook out of an environment; the paths of the files that were removed."""
    folder = folder or packages_folder()
    removed = []
    for name in (_HOOK, _HOOKED):
        path = os.path.join(folder, name)
        if os.path.exists(path):
            os.remove(path)
            removed.append(path)
    return removed


def is_hook_installed(folder: str | None = None) -> bool:
    """True if the hook is in the environment."""
    return os.path.exists(os.path.join(folder or packages_folder(), _HOOK))


def other_project() -> list[str]:
    """Files in this package's folder that belong to another project, named rez-next on PyPI."""
    folder = os.path.dirname(os.path.abspath(__file__))
    return [
        os.path.join(folder, name) for name in os.listdir(folder) if name.startswith("_native.")
    ]


def _refuse_mixture() -> None:
    other = [name for name in sys.modules if name.partition(".")[0] == "rez" and sys.modules[name]]
    if other:
        origin = getattr(sys.modules.get("rez"), "__file__", None)
        raise ImportError(
            "rez cannot be replaced by rez-next any more: %d of its modules have been imported "
            "already (%s). Call rez_next.install_as_rez() before anything imports rez, or start "
            "the process with USE_REZ_NEXT=1." % (len(other), origin),
            name="rez",
            path=origin,
        )


def _warn_of_other_project() -> None:
    files = other_project()
    if files:
        import warnings

        warnings.warn(OTHER_PROJECT % files[0], stacklevel=3)


OTHER_PROJECT = (
    "files of another project are mixed with rez-next: %s belongs to what PyPI calls 'rez-next', "
    "and this is 'rez-next-python'. Both use the folder 'rez_next', so one breaks the other: run "
    "'pip uninstall rez-next rez-next-python', then 'pip install rez-next-python'."
)


def packages_folder() -> str:
    """The folder that packages of this Python are installed into."""
    import sysconfig

    return sysconfig.get_paths()["purelib"]


def _hooked_code() -> str:
    with open(os.path.join(path_entry(), "rez_next_switch.py"), encoding="utf-8") as file:
        text = file.read()
    package = os.path.dirname(os.path.abspath(__file__))
    return text.replace('PACKAGE = ""', "PACKAGE = %r" % package)


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
