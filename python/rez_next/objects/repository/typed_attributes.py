"""What the attributes of a package are in Python, by rez's schema: versions, requests, settings."""

from __future__ import annotations

from rez_next.exceptions import PackageMetadataError
from rez_next.objects.package.request import PackageRequest
from rez_next.values.shared import shared_by
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.values.requirement import Requirement

REQUIREMENT_LISTS = frozenset(("requires", "build_requires", "private_build_requires"))


def typed_attribute(name: str, value: Any) -> Any:
    """An attribute's raw value in the type that rez's schema gives it."""
    from rez_next.host.source import SourceCode

    if value is None or isinstance(value, SourceCode):
        return value
    if name in REQUIREMENT_LISTS:
        return _requests(name, value)
    if name == "variants":
        return [_requests(name, requires) for requires in value]
    if name == "tests":
        return {test: _typed_test(entry) for test, entry in value.items()}
    if name in ("version", "previous_version"):
        return value if isinstance(value, Version) else Version(value)
    if name == "config":
        from rez_next.objects.config.config import config

        return config.copy(value)
    return value


def _typed_test(entry: Any) -> Any:
    """A test with its requirements as such; one that is only a command stays as it is."""
    if not isinstance(entry, dict):
        return entry
    typed = dict(entry)
    if "requires" in typed:
        typed["requires"] = _requests("tests", typed["requires"])
    if isinstance(typed.get("on_variants"), dict):
        chosen = typed["on_variants"]
        typed["on_variants"] = {**chosen, "value": _requests("tests", chosen["value"])}
    return typed


def _requests(name: str, texts: Any) -> list[Requirement]:
    if not isinstance(texts, (list, tuple)):
        raise PackageMetadataError("%s: expected a list of requests, got %r" % (name, texts))
    return [_request(text) if isinstance(text, str) else text for text in texts]


@shared_by
def _request(text: str) -> Requirement:
    """A request of a definition: versions of a package mostly require the same."""
    return PackageRequest(text)
