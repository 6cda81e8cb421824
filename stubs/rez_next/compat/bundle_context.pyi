from rez_next.exceptions import ContextBundleError as ContextBundleError
from rez_next.objects.bundle.bundle import bundle_context as bundle_context

__all__ = ["ContextBundleError", "bundle_context"]
