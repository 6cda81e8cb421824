"""Names that tools import from where they happen to be."""

import rez
from rez.packages import package_repository_manager
from rez.resolved_context import Printer, Resolver, ResolverStatus
from rez.suite import SuiteError
from rez.util import which
from rez.utils.colorize import critical, heading, local, warning
from rez.utils.filesystem import TempDirs, forceful_rmtree, retain_cwd, safe_rmtree
from rez.utils.formatting import (
    columnise,
    expandvars,
    get_epoch_time_from_str,
    readable_time_duration,
)
from rez.utils.resources import cached_property
from rez.utils.yaml import dump_yaml

print(rez.__version__, isinstance(rez.__path__[0], str), package_repository_manager is not None)
print([n.__name__ for n in (Printer, Resolver, ResolverStatus, SuiteError, cached_property)])
print(dump_yaml({"a": [1, 2], "b": {"c": None}, "d": "text"}))
print(
    readable_time_duration(3700),
    get_epoch_time_from_str("100"),
    columnise([["a", "b"], ["cc", "d"]]),
)
print(expandvars("${X}-$Y", {"X": "1", "Y": "2"}))
print(all(callable(f) for f in (critical, heading, local, warning, forceful_rmtree, retain_cwd)))
print(callable(safe_rmtree), callable(TempDirs), callable(which))
