from rez_next.objects.solver import Solver, SolverConfig

__all__ = ["Solver", "SolverConfig"]
