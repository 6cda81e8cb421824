"""The folder of a variant's payload below its package's, in full: no short link in its place."""

from __future__ import annotations

import os
from hashlib import sha1

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rez_next.objects.package.package import Variant


def variant_folder(variant: Variant) -> str:
    """The folder, relative; an empty string for a package without variants.

    With the package's `hashed_variants` it is the SHA-1 of the requirements, as rez writes them.
    """
    requires = variant.variant_requires
    if variant.index is None or not requires:
        return ""
    if variant.parent.hashed_variants:
        return sha1(str([str(request) for request in requires]).encode("utf-8")).hexdigest()
    return os.path.join(*(request.safe_str() for request in requires))
