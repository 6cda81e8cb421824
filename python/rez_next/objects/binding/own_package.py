"""rez as a package: what stands for it here."""

from __future__ import annotations


def install_as_rez_package(repo_path: str) -> None:
    """Make the package `rez` of what runs here, as `rez-bind rez` does.

    Args:
        repo_path: The repository to make it in.

    Raises:
        RezBindError: No Node is found that the engine could run on.
        OSError: The files cannot be written.
    """
    from importlib import import_module

    for variant in import_module("rez_next.compat.bind.rez").bind(repo_path):
        package = variant.parent
        where = "%s/%s/%s" % (repo_path, package.name, package.version)
        print("\nSuccess! Rez was installed to %s" % where)
