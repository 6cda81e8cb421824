"""rez.utils.resources: things that are found by an address and read when they are looked into."""

from __future__ import annotations

from functools import lru_cache

from rez_next.compat._elsewhere import given_from
from rez_next.exceptions import ResourceError
from rez_next.objects.config.config import config
from rez_next.objects.data.lazy import cached_property
from rez_next.objects.repository.resources import (
    Resource,
    ResourceHandle,
    ResourcePool,
    ResourceWrapper,
)
from rez_next.objects.text.messages import print_debug

__all__ = [
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

__getattr__ = given_from(
    __name__,
    {
        "compat.utils.data_utils": "AttributeForwardMeta LazyAttributeMeta",
    },
)
