"""What a Python distribution requires, in rez's terms, with what depends on the system apart."""

from __future__ import annotations

import re
from functools import lru_cache

from rez_next.objects.pip.distributions import (
    is_entry_points_scripts_package,
    is_pure_python_package,
)
from rez_next.objects.pip.libraries import library
from rez_next.objects.pip.versions import packaging_req_to_rez_req
from rez_next.objects.system.system import system
from rez_next.objects.text.messages import print_warning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from rez_next.values.version import Version

# Variables of markers, of PEP 508 and of the PEP 345 before it, and the package each speaks of.
# Python's "os" is no distribution of Linux, as rez's package is, so it speaks of the platform.
_SPEAKS_OF = {
    "implementation_name": "python",
    "implementation_version": "python",
    "platform_python_implementation": "python",
    "platform.python_implementation": "python",
    "python_implementation": "python",
    "python_version": "python",
    "python_full_version": "python",
    "sys.platform": "platform",
    "sys_platform": "platform",
    "os.name": "platform",
    "os_name": "platform",
    "platform.version": "platform",
    "platform_version": "platform",
    "platform_system": "platform",
    "platform_release": "platform",
    "platform.machine": "arch",
    "platform_machine": "arch",
}

_TOKEN = re.compile(r"""[()]|"[^"]*"|'[^']*'|[^\s()"']+""")


def get_rez_requirements(
    installed_dist: Any, python_version: Version, name_casings: Iterable[str] | None = None
) -> dict[str, Any]:
    """What a distribution requires.

    What depends on an extra is left out. What a marker makes depend on the system belongs to the
    variant, and so does what the marker speaks of.

    Args:
        installed_dist: A `distlib.database.InstalledDistribution`.
        python_version: The Python that it was installed for.
        name_casings: Names of distributions in their proper case: to pip, `foo` is `Foo`.

    Returns:
        `requires` and `variant_requires`, lists of texts, and `metadata`, which is a dict with
        `is_pure_python`.
    """
    casings = {name.lower(): name for name in name_casings or ()}
    is_pure = is_pure_python_package(installed_dist)
    speaks_of = {"python"}
    if not is_pure or is_entry_points_scripts_package(installed_dist):
        speaks_of |= {"platform", "arch"}
    # The Python that was installed for need not be the one that runs this.
    environment = {
        "python_full_version": str(python_version),
        "python_version": str(python_version.trim(2)),
        "implementation_version": str(python_version),
    }
    requires: list[str] = []
    of_variant: list[str] = []
    for text in installed_dist.run_requires:
        for requirement in normalize_requirement(text):
            marker = requirement.marker
            if marker and not marker.evaluate(environment=environment):
                continue
            if requirement.conditional_extras:
                if not requirement.conditional_extras.isdisjoint(installed_dist.extras or ()):
                    message = (
                        "Skipping requirement %r - conditional requirements are not yet supported"
                    )
                    print_warning(message, str(requirement))
                continue
            spoken_of = get_marker_sys_requirements(str(marker)) if marker else []
            speaks_of.update(spoken_of)
            requirement.name = casings.get(requirement.name.lower(), requirement.name)
            request = str(packaging_req_to_rez_req(requirement))
            (of_variant if spoken_of else requires).append(request)

    known = {
        "platform": system.platform,
        "arch": system.arch,
        "python": python_version.trim(2),
    }
    own = ["%s-%s" % item for item in known.items() if item[0] in speaks_of]
    return {
        "requires": requires,
        "variant_requires": own + of_variant,
        "metadata": {"is_pure_python": is_pure},
    }


def get_marker_sys_requirements(marker: str) -> list[str]:
    """The packages of the system that a marker speaks of.

    Args:
        marker: The marker, as packaging writes it, such as `python_version < "3"`.
    """
    return sorted({_SPEAKS_OF[word] for word in marker.split() if word in _SPEAKS_OF})


def normalize_requirement(requirement: Any) -> list[Any]:
    """A requirement of any form as those of packaging, with the extras it depends on apart.

    Args:
        requirement: The text of PEP 508, or the dict of PEP 426, which may hold several.

    Returns:
        Objects of `packaging.requirements.Requirement`. Their `conditional_extras` is the set of
        extras, any of which asks for the requirement; None if it is always required.
    """
    make = _requirement_class()
    if isinstance(requirement, dict):
        extra = requirement.get("extra")
        marker = requirement.get("environment")
        found = []
        for text in requirement["requires"]:
            part = make(text)
            part = _with_marker(part, marker or (str(part.marker) if part.marker else ""))
            part.conditional_extras = {extra} if extra else None
            found.append(part)
        return found
    whole = make(requirement)
    text, extras = _without_extras(str(whole.marker) if whole.marker else "")
    if extras:
        whole = _with_marker(whole, text)
    whole.conditional_extras = extras or None
    return [whole]


def _with_marker(requirement: Any, marker: str) -> Any:
    """The requirement with another marker, and without its extras."""
    text = str(requirement.name)
    if requirement.specifier:
        text += " (%s)" % requirement.specifier
    if marker:
        text += " ; " + marker
    return _requirement_class()(text)


@lru_cache(maxsize=None)
def _requirement_class() -> Any:
    """packaging's class with an attribute more; its own takes no others."""

    class ConditionalRequirement(library("packaging.requirements").Requirement):  # type: ignore[misc]
        conditional_extras: set[str] | None = None

    return ConditionalRequirement


def _without_extras(marker: str) -> tuple[str, set[str]]:
    """A marker without its comparisons of `extra`, and what these compare it with."""
    tokens = _TOKEN.findall(marker)
    extras: set[str] = set()

    def alternatives() -> str:
        text = ""
        joint = ""
        while True:
            part = comparison()
            if part:
                text = "%s %s %s" % (text, joint, part) if text else part
            if not tokens or tokens[0] == ")":
                return text
            joint = tokens.pop(0)

    def comparison() -> str:
        if tokens[0] == "(":
            tokens.pop(0)
            inner = alternatives()
            tokens.pop(0)
            return "(%s)" % inner if inner else ""
        words = []
        while tokens and tokens[0] not in ("and", "or", ")"):
            words.append(tokens.pop(0))
        if "extra" not in words:
            return " ".join(words)
        extras.update(word[1:-1] for word in words if word[0] in "\"'")
        return ""

    return (alternatives() if tokens else ""), extras
