from rez_next.objects.config.deprecations import RezDeprecationWarning as RezDeprecationWarning
from rez_next.objects.config.deprecations import warn as warn

__all__ = ["RezDeprecationWarning", "warn"]
