"""rez.version._requirement: requirements."""

from __future__ import annotations

from rez_next.values.range import VersionRange
from rez_next.values.requirement import Requirement, RequirementList, VersionedObject
from rez_next.values.version import Version

__all__ = ["Requirement", "RequirementList", "Version", "VersionRange", "VersionedObject"]
