from rez_next.objects.solver.solver import Solver, SolverConfig

__all__ = ["Solver", "SolverConfig"]
