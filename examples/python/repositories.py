"""Repositories: folders and git repositories, searched together.

    python examples/python/repositories.py [FOLDER OR GIT URL ...]

A git repository is copied by the git on PATH, and used offline from then on.
"""

import sys

import samples

import rez_next as rez

manager = rez.RepositoryManager([])
for place in sys.argv[1:] or [str(samples.PACKAGES)]:
    repository = manager.add_repository(place)
    print("searching", repository.name if hasattr(repository, "name") else place)

for package in manager.find_packages("maya", version_range=">=2020,<2025"):
    print("  found", package.qualified_name)
latest = manager.get_latest_package("python")
print("the latest python is", latest.version if latest else "nowhere")
print("families with 'open':", *(family.name for family in manager.search("open")))
