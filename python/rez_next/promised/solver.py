"""Solving in one call: `Solver().resolve(requests)` gives a context or raises."""

from __future__ import annotations

from rez_next.objects.solver.solver import Solver, SolverConfig

__all__ = ["Solver", "SolverConfig"]
