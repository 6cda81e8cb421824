"""What browsers and managers show of a package."""

import os
import sys

from rez.packages import get_latest_package, get_package_from_uri, get_variant

for name in ("maya", "usd", "my_tool", "alembic", "legacy_publisher", "studio_config"):
    p = get_latest_package(name)
    print(name, p.description, p.authors, p.tools, p.help, p.tests, p.timestamp, p.relocatable)
    print([str(r) for r in p.requires or []], p.num_variants, p.is_local, p.is_relocatable)
    print([[r.safe_str() for r in v] for v in p.variants or []])
    print(os.path.relpath(p.uri, sys.argv[1]), os.path.relpath(os.path.dirname(p.uri), sys.argv[1]))
    print(os.path.relpath(p.resource.location, sys.argv[1]), p.resource.repository_type)
    print(p.repository.name(), p.repository.location == p.resource.location)
    print(sorted(p.data), p.format("{name} {version} {is_local}"), sorted(p.arbitrary_keys()))
    print(type(p.commands).__name__ if p.commands else None, p.hashed_variants, p.changelog)
    print(get_package_from_uri(p.uri) == p)
    for variant in p.iter_variants():
        print(variant.index, variant.subpath, variant.qualified_name, variant.parent == p)
        print([str(r) for r in variant.requires or []], [str(r) for r in variant.get_requires()])
        print(sorted(variant.handle.variables), get_variant(variant.handle.to_dict()) == variant)
        print(variant.parent.parent.name, os.path.relpath(variant.root, sys.argv[1]))
    print(p.get_variant(0) == next(p.iter_variants()), p.get_variant(99))
