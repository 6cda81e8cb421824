from enum import Enum

class ResolverStatus(Enum):
    description: str
    pending = ("The resolve has not yet started.",)
    solved = ("The resolve has completed successfully.",)
    failed = ("The resolve is not possible.",)
    aborted = ("The resolve was stopped by the user (via callback).",)
    def __init__(self, description: str) -> None: ...

class SolverStatus(Enum):
    description: str
    pending = ("The solve has not yet started.",)
    solved = ("The solve has completed successfully.",)
    exhausted = ("The current solve is exhausted and must be split to continue further.",)
    failed = ("The solve is not possible.",)
    cyclic = ("The solve contains a cycle.",)
    unsolved = ("The solve has started, but is not yet solved.",)
    def __init__(self, description: str) -> None: ...

class VariantSelectMode(Enum):
    version_priority = 0
    intersection_priority = 1

class SolverCallbackReturn(Enum):
    keep_going = ("Continue the solve",)
    abort = ("Abort the solve",)
    fail = ("Stop the solve and set to most recent failure",)

class RezToolsVisibility(Enum):
    never = 0
    append = 1
    prepend = 2

class SuiteVisibility(Enum):
    never = 0
    always = 1
    parent = 2
    parent_priority = 3

class PatchLock(Enum):
    description: str
    rank: int
    no_lock = ("No locking", -1)
    lock_2 = ("Minor version updates only (X.*)", 1)
    lock_3 = ("Patch version updates only (X.X.*)", 2)
    lock_4 = ("Build version updates only (X.X.X.*)", 3)
    lock = ("Exact version", -1)
    def __init__(self, description: str, rank: int) -> None: ...
