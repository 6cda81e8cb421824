"""rez.package_test: running a package's own tests."""

from __future__ import annotations

from rez_next.objects.package_test import PackageTestResults, PackageTestRunner

__all__ = ["PackageTestResults", "PackageTestRunner"]
