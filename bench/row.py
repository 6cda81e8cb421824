"""What the suite measures: a row, with the samples of each side that can do the work.

A row is what a reader of the report sees as one line. Every side's samples are in the order of the
rounds, so that the samples of a round stand at the same place.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Dict, List, Optional

#: The sides, in the order in which they are shown. "rez-next" is the package of that name on PyPI.
SIDES = ("ours", "rez", "pyrer", "rez-next")

#: What a sample is: seconds, bytes, a number of things, or a share of a hundred.
UNITS = ("s", "B", "count", "%")


@dataclass
class Answers:
    """How many of a side's answers were rez's."""

    right: int
    asked: int


@dataclass
class Row:
    """One measurement.

    Args:
        key: Its name in result files, which later runs are compared by.
        title: What was done.
        unit: Of its samples; less is better in all of them.
        state: What was there before: "cold" for nothing, "warm" for what earlier work left.
        samples: By side, a sample a round.
        answers: By side, where answers were held against rez's.
        cannot: By side, why it has no samples.
        target: How many times faster than rez it is meant to be.
        note: What a reader must know to read it.
    """

    key: str
    title: str
    unit: str = "s"
    state: str = ""
    samples: Dict[str, List[float]] = field(default_factory=dict)
    answers: Dict[str, Answers] = field(default_factory=dict)
    cannot: Dict[str, str] = field(default_factory=dict)
    target: Optional[float] = None
    note: str = ""

    def as_data(self) -> Dict[str, Any]:
        """The row as a result file has it."""
        return asdict(self)

    @staticmethod
    def from_data(data: Dict[str, Any]) -> Row:
        """The row that a result file has."""
        answers = {side: Answers(**each) for side, each in data["answers"].items()}
        return Row(**{**data, "answers": answers})
