from rez_next.objects.context.patching import get_patched_request
from rez_next.values.requirement import Requirement

__all__ = ["Requirement", "get_patched_request"]
