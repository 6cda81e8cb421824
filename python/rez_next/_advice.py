"""What to try after an error: notes, which Python prints below the error's own text.

The text of an error is rez's, since tools read it; what rez-next adds stands in `__notes__`, as PEP
678 has it. From Python 3.11 on tracebacks show them, and `python -m rez_next` does on each.
"""

from __future__ import annotations

import os
import re

# By class, and by what the message says: the first that fits.
_ADVICE = (
    (
        "PackageFamilyNotFoundError",
        r"\(searched: \)",
        "packages_path is empty: set it in a rezconfig.py, or REZ_PACKAGES_PATH.",
    ),
    (
        "PackageFamilyNotFoundError",
        "was required by",
        "A package requires what no searched repository has: add that repository to packages_path, "
        "or correct `requires` in the definition of the package that is named.",
    ),
    (
        "PackageFamilyNotFoundError",
        "",
        "No searched repository has a package of that name. Check its spelling, and that each "
        "repository is there (`python -m rez_next doctor`); `error.explain()` names what is near.",
    ),
    (
        "PackageNotFoundError",
        "",
        "No version that is seen fits. `error.explain()` lists those there are; a timestamp or a "
        "package filter may hide others.",
    ),
    (
        "PackageRequestError",
        "",
        "A request is a name, such as `maya`, with a version or a range, such as `maya-2024` or "
        "`usd-23.05+<24`; each request is a text of its own.",
    ),
    (
        "VersionError",
        "version syntax",
        "A version is letters, digits and _ in tokens with . or - between them: 1.2.3-beta.",
    ),
    (
        "VersionError",
        "",
        "A range is such as 1.2, ==1.2.3, 1.2+, 1.2+<2 or 1|2; its end comes after its beginning.",
    ),
    (
        "ResolvedContextError",
        "failed context",
        "Its request was not resolved: `context.failure_description` says why, and "
        "`context.explain()` what would resolve. Ask for `context.success` first.",
    ),
    (
        "ResolvedContextError",
        "Failed to load context",
        "The file is damaged, or no saved context. Resolve its request again and save it, with "
        "`context.save(path)`.",
    ),
    (
        "PackageMetadataError",
        "No package definition file",
        "Name the folder that holds the package.py, or make one there.",
    ),
    (
        "PackageMetadataError",
        "",
        "Correct that key in the file. `rez_next.PackageValidator` finds all that is wrong in a "
        "definition at once.",
    ),
    (
        "ResourceError",
        "Problem loading",
        "The definition cannot be read: correct it at the line that is named. Its other versions "
        "are not concerned: a request that leaves this one out resolves.",
    ),
    (
        "PackageCommandError",
        "undefined environment variable",
        "Nothing has set the variable before: set it in these commands, require the package that "
        'does, or use env.get("NAME").',
    ),
    (
        "PackageCommandError",
        "",
        "The commands of the package that is named failed, with the error that is given: correct "
        "its definition, or ask for another version of it.",
    ),
    (
        "SourceCodeError",
        "",
        "Code in a package's definition failed. The last lines say where and why; correct that "
        "definition, or ask for another version of it.",
    ),
    (
        "ConfigurationError",
        "Error loading configuration",
        "Correct the file that is named. REZ_CONFIG_FILE and ~/.rezconfig say which are read; "
        "`python -m rez_next info` lists them.",
    ),
    (
        "ConfigurationError",
        "package filter",
        "A rule is glob(maya-*), regex(maya-.*), range(maya-2024+), or before(0) and after(0).",
    ),
    (
        "ConfigurationError",
        "",
        "Correct the setting in the configuration file or in the variable that sets it; "
        "`python -m rez_next doctor` names the files.",
    ),
    (
        "RezPluginError",
        "Unrecognised",
        "Check the name. `plugin_manager.get_plugins(type)` says what there is; a plugin of yours "
        "is found by the setting plugin_path.",
    ),
    (
        "RezPluginError",
        "",
        "The plugin or what it needs is not there: see its message, and the setting plugin_path.",
    ),
    (
        "SuiteError",
        "already in suite",
        "Take another name, or remove the first: `suite.remove_context(name)`.",
    ),
    (
        "SuiteError",
        "No such tool",
        "`suite.context(name).get_tools()` has the tools of a context.",
    ),
    (
        "SuiteError",
        "",
        "`suite.validate()` finds what is wrong; a damaged suite.yaml is made anew by saving the "
        "suite again.",
    ),
    (
        "PackageCopyError",
        "over itself",
        "Name another repository, or another name or version to copy to.",
    ),
    ("PackageCopyError", "", "`overwrite=True` replaces what is there; the message says what is."),
    (
        "PackageMoveError",
        "",
        "Nothing was removed from its place. Copy the package, and hide the old one "
        "(`ignore_package`), if the message cannot be helped.",
    ),
    (
        "BuildSystemError",
        "No build system",
        "Give the package a `build_command`, or the folder a CMakeLists.txt or a Makefile, or name "
        "the `build_system`.",
    ),
    (
        "ReleaseVCSError",
        "No version control",
        "Release from a checkout (`git init`), or without one, by the kind `stub` "
        "(`rez-release --vcs stub`).",
    ),
    ("ReleaseError", "", "Nothing was released. Correct what the message says, and release again."),
    (
        "RezBindError",
        "Bind module not found",
        "There is a module for each program that can be bound: see `rez_next.package_bind`, or add "
        "one to the setting bind_module_path.",
    ),
    ("RezBindError", "", "Name the program's place with its option, or put it on PATH."),
    (
        "PackageTestError",
        "",
        "`runner.get_test_names()` has the tests that the package defines.",
    ),
    (
        "PackageCacheError",
        "",
        "Check that the folder of the package cache is there and yours to write "
        "(cache_packages_path), or resolve with package_caching=False.",
    ),
    (
        "EngineError",
        "needs Node|of its own|other versions",
        "`python -m rez_next doctor` looks at Node, the C library and the installed files.",
    ),
    (
        "EngineError",
        "during",
        "What was being written may be there in part: look at it, and do it again. The next call "
        "starts a new engine.",
    ),
    (
        "EngineError",
        "",
        "`python -m rez_next doctor` checks the installation. If it finds nothing, this is an "
        "error of rez-next: report it with `python -m rez_next info --json`.",
    ),
)


def advice_for(error: BaseException) -> list[str]:
    """What to try, in a sentence or two; empty where nobody knows."""
    names = {kind.__name__ for kind in type(error).__mro__}
    text = str(getattr(error, "value", None) or (error.args and error.args[0]) or "")
    for name, pattern, advice in _ADVICE:
        if name in names and re.search(pattern, text):
            return [*_missing_folders(text), advice]
    return []


def _missing_folders(text: str) -> list[str]:
    """Which of the repositories that an error has searched are not there."""
    searched = re.search(r"\(searched: (.+)\)$", text)
    paths = searched.group(1).split("; ") if searched else []
    missing = [path for path in paths if os.path.isabs(path) and not os.path.isdir(path)]
    return ["Not there, or not a folder: %s." % ", ".join(missing)] if missing else []


def noted(error: BaseException, *notes: str) -> BaseException:
    """The error with further notes; of any class, on any Python."""
    found = getattr(error, "__notes__", None)
    if not isinstance(found, list):
        found = []
        error.__notes__ = found
    found.extend(note for note in notes if note not in found)
    return error


class noting:  # noqa: N801 - used like a function
    """Gives what the system refuses within a `with` block a note."""

    def __init__(self, note: str) -> None:
        self._note = note

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, OSError):
            noted(error, self._note)
