from rez_next.objects.resolution import SolverState
from rez_next.objects.status import SolverCallbackReturn
from rez_next.promised.solver import Solver, SolverConfig

__all__ = ["Solver", "SolverCallbackReturn", "SolverConfig", "SolverState"]
