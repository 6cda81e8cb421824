"""Names, versions and specifiers of Python's packaging (PEP 440) in rez's terms.

No specifier means the same in both: `==1` has 1.0 in it for pip, and not for rez. What pip means
is what is written down here, as far as rez can say it.
"""

from __future__ import annotations

from rez_next.exceptions import PackageRequestError
from rez_next.objects.pip.libraries import library
from rez_next.objects.text.messages import print_warning
from rez_next.values.range import VersionRange
from rez_next.values.requirement import Requirement
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def pip_to_rez_package_name(dist_name: str) -> str:
    """A distribution's name as a package's: a hyphen would begin the version."""
    return dist_name.replace("-", "_")


def pip_to_rez_version(dist_version: str, allow_legacy: bool = True) -> str:
    """A distribution's version as a package's.

    `1!2.3rc4.post5.dev6+local.7` is `2.3.rc4.post5.dev6-local.7`: an epoch has no place.

    Args:
        dist_version: The version.
        allow_legacy: Take one that PEP 440 does not know as it is, in small letters.

    Raises:
        InvalidVersion: PEP 440 does not know it; packaging's own error.
    """
    packaging = library("packaging.version")
    try:
        version = packaging.Version(dist_version)
    except packaging.InvalidVersion:
        if not allow_legacy:
            message = "Version: %s is not compatible with PEP440."
            raise packaging.InvalidVersion(message % dist_version) from None
        message = "Invalid PEP440 version detected: %r. Reverting to legacy mode."
        print_warning(message, dist_version)
        return dist_version.lower()
    parts = [str(number) for number in version.release]
    if version.pre:
        parts.append("%s%d" % version.pre)
    if version.post is not None:
        parts.append("post%d" % version.post)
    if version.dev is not None:
        parts.append("dev%d" % version.dev)
    text = ".".join(parts)
    return "%s-%s" % (text, version.local) if version.local else text


def pip_specifier_to_rez_requirement(specifier: Any) -> VersionRange:
    r"""What a specifier of PEP 440 means to pip, as a range.

    | PEP 440   | rez            |   | PEP 440   | rez            |
    | --------- | -------------- | - | --------- | -------------- |
    | `==1`     | `1+<1.1`       |   | `~=1.2`   | `1.2+<2`       |
    | `==1.*`   | `1`            |   | `~=1.2.3` | `1.2.3+<1.3`   |
    | `>1`      | `1.1+`         |   | `!=1`     | `<1\|1.1+`     |
    | `<1`      | `<1`           |   | `!=1.*`   | `<1\|2+`       |
    | `>=1`     | `1+`           |   | `!=1.2`   | `<1.2\|1.2.1+` |
    | `<=1`     | `<1.1`         |   | `!=1.2.*` | `<1.2\|1.3+`   |

    Args:
        specifier: A `packaging.specifiers.SpecifierSet`.

    Raises:
        PackageRequestError: No version meets it, or it has no meaning for rez.
    """
    total: VersionRange | None = None
    for part in specifier:
        text = _range_text(part)
        if text is None:
            message = "Don't know how to convert PEP440 specifier %r into rez equivalent"
            raise PackageRequestError(message % specifier)
        met = VersionRange(text)
        total = met if total is None else total.intersection(met)
        if total is None:
            message = "PEP440 specifier %r converts to a non-intersecting rez version range"
            raise PackageRequestError(message % specifier)
    return VersionRange() if total is None else total


def packaging_req_to_rez_req(packaging_req: Any) -> Requirement:
    """A requirement of PEP 508 as a request; its marker and its extras are left out.

    Args:
        packaging_req: A `packaging.requirements.Requirement`.
    """
    if packaging_req.extras:
        message = "Ignoring extras requested on %r - this is not yet supported"
        print_warning(message, str(packaging_req))
    name = pip_to_rez_package_name(packaging_req.name)
    if not packaging_req.specifier:
        return Requirement(name)
    return Requirement("%s-%s" % (name, pip_specifier_to_rez_requirement(packaging_req.specifier)))


def _range_text(part: Any) -> str | None:
    """A single specifier as a range; None if rez has no word for it."""
    is_series = part.version.endswith(".*")
    version = pip_to_rez_version(part.version[:-2] if is_series else part.version)
    following = _following(version)
    if part.operator == "==":
        return version if is_series else "%s+<%s" % (version, following)
    if part.operator == "!=":
        after = _next(version) if is_series else following
        return "<%s|%s+" % (version, after)
    if part.operator == "~=":
        known = Version(version)
        return "%s+<%s" % (version, _next(str(known.trim(len(known) - 1))))
    forms = {
        ">=": "%s+" % version,
        ">": "%s+" % following,
        "<=": "<%s" % following,
        "<": "<%s" % version,
    }
    return forms.get(part.operator)


def _next(version: str) -> str:
    """What follows a version at its own length: 2 after 1, 1.3 after 1.2, and 1.0 after 1.a2."""
    *head, last = version.split(".")
    return ".".join([*head, str(int(last) + 1) if last.isdigit() else "0"])


def _following(version: str) -> str:
    """What follows a version at once: 1.1 after 1, and 1.0 after 1.a2."""
    last = version.split(".")[-1]
    return version + ".1" if last.isdigit() else _next(version)
