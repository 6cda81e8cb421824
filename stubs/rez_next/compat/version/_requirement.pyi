from rez_next.values.range import VersionRange as VersionRange
from rez_next.values.requirement import Requirement as Requirement
from rez_next.values.requirement import RequirementList as RequirementList
from rez_next.values.requirement import VersionedObject as VersionedObject
from rez_next.values.version import Version as Version

__all__ = [
    "Requirement",
    "RequirementList",
    "Version",
    "VersionRange",
    "VersionedObject",
]
