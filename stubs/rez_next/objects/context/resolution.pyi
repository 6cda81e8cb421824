class SolverState:
    num_solves: int
    num_fails: int
    phase: str
    def __init__(self, num_solves: int, num_fails: int, phase: str) -> None: ...
