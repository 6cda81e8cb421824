from rez_next.objects.context.status import PatchLock
from rez_next.objects.package.request import PackageRequest
from rez_next.values.version import Version

def get_lock_request(
    name: str, version: Version, patch_lock: PatchLock, weak: bool = True
) -> PackageRequest | None: ...
