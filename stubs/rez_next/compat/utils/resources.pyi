from functools import lru_cache

from rez_next.exceptions import ResourceError
from rez_next.objects.config.config import config
from rez_next.objects.data.forwarding import AttributeForwardMeta as AttributeForwardMeta
from rez_next.objects.data.lazy import cached_property
from rez_next.objects.data.schema_attributes import LazyAttributeMeta as LazyAttributeMeta
from rez_next.objects.repository.resources import (
    Resource,
    ResourceHandle,
    ResourcePool,
    ResourceWrapper,
)
from rez_next.objects.text.messages import print_debug

__all__ = [
    "AttributeForwardMeta",
    "LazyAttributeMeta",
    "Resource",
    "ResourceError",
    "ResourceHandle",
    "ResourcePool",
    "ResourceWrapper",
    "cached_property",
    "config",
    "lru_cache",
    "print_debug",
]
