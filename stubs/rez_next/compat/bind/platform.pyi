from argparse import ArgumentParser, Namespace

from rez_next.objects.package.package import Variant
from rez_next.values.range import VersionRange

def bind(
    path: str,
    version_range: VersionRange | None = None,
    opts: Namespace | None = None,
    parser: ArgumentParser | None = None,
) -> list[Variant]: ...
