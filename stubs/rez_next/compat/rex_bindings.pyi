from rez_next.host.bindings import (
    Binding,
    EphemeralsBinding,
    RequirementsBinding,
    RO_MappingBinding,
    VariantBinding,
    VariantsBinding,
    VersionBinding,
    intersects,
)
from rez_next.objects.rex.rex import ActionInterpreter
from rez_next.values.range import VersionRange
from rez_next.values.requirement import Requirement
from rez_next.values.tokens import VersionToken
from rez_next.values.version import Version

__all__ = [
    "ActionInterpreter",
    "Binding",
    "EphemeralsBinding",
    "RO_MappingBinding",
    "Requirement",
    "RequirementsBinding",
    "VariantBinding",
    "VariantsBinding",
    "Version",
    "VersionBinding",
    "VersionRange",
    "VersionToken",
    "intersects",
]
