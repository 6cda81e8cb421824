"""The exceptions: their text, what they carry, and that rez's habits with them work."""

from __future__ import annotations

import pickle
import sys
import traceback
from types import SimpleNamespace
from typing import Any

import pytest

from rez_next import exceptions
from rez_next.exceptions import (
    BuildContextResolveError,
    ConfigurationError,
    EngineError,
    PackageMetadataError,
    PackageNotFoundError,
    ResolutionError,
    ResolveError,
    ResourceContentError,
    ResourceError,
    RezError,
    RezSystemError,
    VersionError,
    convert_errors,
)

ALL = [value for value in vars(exceptions).values() if isinstance(value, type)]
ERRORS = [cls for cls in ALL if issubclass(cls, Exception)]


@pytest.mark.parametrize("value", ["text", 1, None, ("a", 1)], ids=repr)
def test_the_text_is_that_of_the_value(value: Any) -> None:
    error = PackageNotFoundError(value)
    assert error.value == value
    assert str(error) == str(value)


def test_an_error_without_a_value_says_none() -> None:
    assert str(RezError()) == "None"


@pytest.mark.parametrize("error", ERRORS, ids=lambda cls: cls.__name__)
def test_errors_survive_pickling(error: Any) -> None:
    if error is BuildContextResolveError:
        pytest.skip("holds a context")
    copy = pickle.loads(pickle.dumps(error("what happened")))
    assert type(copy) is error
    assert str(copy) == str(error("what happened"))


def test_content_errors_say_what_and_where() -> None:
    assert str(ResourceContentError("bad", "/a", "key")) == (
        "resource type: 'key': resource file: /a: bad"
    )
    assert str(PackageMetadataError("bad", path="/a")) == "package definition file: /a: bad"
    assert str(ResourceContentError()) == ""
    copy = pickle.loads(pickle.dumps(PackageMetadataError("bad", "/a")))
    assert str(copy) == "package definition file: /a: bad"


def test_a_resolution_error_lists_its_conflicts() -> None:
    error = ResolutionError("no solution", conflicts=iter(["foo-1 <--!--> foo-2"]))
    assert isinstance(error, ResolveError)
    assert str(error) == "no solution"
    assert error.conflicts == ["foo-1 <--!--> foo-2"]
    assert ResolutionError("no solution").conflicts == []
    assert pickle.loads(pickle.dumps(error)).conflicts == error.conflicts


def test_bases_are_rezs() -> None:
    assert issubclass(EngineError, RezSystemError)
    assert issubclass(ResourceContentError, ResourceError)
    assert VersionError.__mro__[1] is Exception


def test_a_failed_build_context_explains_itself() -> None:
    context = SimpleNamespace(status="failed", failure_description="because")
    error = BuildContextResolveError(context)
    assert error.context is context
    assert str(error) == "The build environment could not be resolved:\nbecause"


def test_errors_are_converted() -> None:
    with pytest.raises(ConfigurationError) as caught, convert_errors(
        ValueError, ConfigurationError
    ):
        raise ValueError("bad")
    assert str(caught.value) == "ValueError: bad"
    assert isinstance(caught.value.__context__, ValueError)

    with pytest.raises(ConfigurationError) as caught:

        @convert_errors((ValueError, KeyError), ConfigurationError, "in settings")
        def function() -> None:
            raise ValueError("bad")

        function()
    assert str(caught.value) == "in settings: ValueError: bad"

    with pytest.raises(KeyError), convert_errors(ValueError, ConfigurationError):
        raise KeyError("other")
    with convert_errors(ValueError, ConfigurationError) as nothing:
        assert nothing is None


def test_what_to_try_stands_beside_the_text() -> None:
    error = exceptions.PackageRequestError("Not a valid package name: 'a b'")
    assert str(error) == "Not a valid package name: 'a b'"
    (note,) = error.__notes__
    assert note.startswith("A request is a name")
    assert pickle.loads(pickle.dumps(error)).__notes__ == [note]
    error.__notes__.append("more")
    assert error.__notes__ == [note, "more"]
    if sys.version_info >= (3, 11):
        error.add_note("and more")
        shown = "".join(traceback.format_exception_only(type(error), error))
        assert shown.endswith("more\nand more\n")


@pytest.mark.parametrize(
    ("kind", "text", "tried"),
    [
        (
            "ReleaseError",
            "Release cancelled by pre-release hook 'farm': RezError:\nno",
            "Nothing was released",
        ),
        (
            "ReleaseError",
            "Release cancelled by post-release hook 'farm': RezError:\nno",
            "The package is released",
        ),
        (
            "ReleaseVCSError",
            "command failed: git push upstream 1.0\nuncommitted changes, executable missing",
            "The program of that version control says why",
        ),
        (
            "ReleaseVCSError",
            "Could not find git repository for the path /source",
            "Release from a checkout",
        ),
        (
            "RezPluginError",
            "Unrecognised shell plugin: 'odd' (it could not be loaded: SyntaxError)",
            "It was found",
        ),
        (
            "PackageRepositoryError",
            "Cannot read the git repository https://host/a: You are not allowed to download",
            "Try `git ls-remote`",
        ),
        (
            "ResourceError",
            "Problem loading /packages/foo/1/package.py: permission denied",
            "This user may not read it",
        ),
        (
            "PackageCopyError",
            "Package already exists: /repositories/variants/foo",
            "`overwrite=True` replaces",
        ),
    ],
)
def test_what_to_try_is_of_the_error_and_not_of_what_it_names(
    kind: str, text: str, tried: str
) -> None:
    (note,) = getattr(exceptions, kind)(text).__notes__
    assert note.startswith(tried)


@pytest.mark.parametrize("kind", ["ReleaseHookCancellingError", "BuildProcessError"])
def test_what_a_studio_says_by_an_error_needs_no_advice(kind: str) -> None:
    error = getattr(exceptions, kind)("The farm is frozen until Monday")
    assert not getattr(error, "__notes__", [])


def test_every_class_of_error_can_be_shown() -> None:
    kinds = [each for each in vars(exceptions).values() if isinstance(each, type)]
    for kind in kinds:
        if issubclass(kind, Exception) and kind is not exceptions.BuildContextResolveError:
            error = kind("what happened")
            assert all(isinstance(note, str) for note in getattr(error, "__notes__", []))
