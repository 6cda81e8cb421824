"""Takes turns: A B C, then B C A, so that a busy moment of the machine falls on every side."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Optional

from bench.row import SIDES, Answers, Row
from bench.worker import Cannot


class Turns:
    """What each side replied, round by round.

    Args:
        sides: What measures one side; it is given the number of the round. A side that raises
            `Cannot` is out, and the reason is kept.
        rounds: How many replies each side gives.
        unmeasured: Rounds before them whose replies are thrown away: they load code and fill
            what is meant to be full. Their numbers are negative.
    """

    def __init__(
        self, sides: Mapping[str, Callable[[int], Any]], rounds: int, unmeasured: int = 0
    ) -> None:
        self.replies: Dict[str, List[Any]] = {}
        self.cannot: Dict[str, str] = {}
        names = list(sides)
        for number in range(-unmeasured, rounds):
            first = number % len(names)
            for name in names[first:] + names[:first]:
                if name in self.cannot:
                    continue
                try:
                    reply = sides[name](number)
                except Cannot as error:
                    self.cannot[name] = str(error)
                    self.replies.pop(name, None)
                else:
                    if number >= 0:
                        self.replies.setdefault(name, []).append(reply)

    def with_ours(self, name: str, **cannot: str) -> Turns:
        """The same turns, of which those of one name are ours.

        Ours is often measured in several states, beside sides that have only one.

        Args:
            name: Of what is ours.
            cannot: Why further sides have no part in it.
        """
        chosen = Turns({}, 0)
        chosen.cannot = {**self.cannot, **cannot}
        chosen.replies = {side: self.replies[side] for side in SIDES if side in self.replies}
        chosen.replies["ours"] = self.replies[name]
        return chosen

    def row(
        self,
        key: str,
        title: str,
        sample: Optional[Callable[[Any], float]] = None,
        answers: Optional[Callable[[Any], List[Any]]] = None,
        expected: Optional[List[Any]] = None,
        **more: Any,
    ) -> Row:
        """A row of it.

        Args:
            key: As in `Row`.
            title: As in `Row`.
            sample: A reply's figure; the reply itself, if not given.
            answers: A reply's answers, to be counted.
            expected: What they should be; rez's of the same run, if not given.
            more: Other fields of the row.
        """
        row = Row(key, title, cannot=dict(self.cannot), **more)
        for side, replies in self.replies.items():
            row.samples[side] = [sample(each) if sample else each for each in replies]
        if answers is not None:
            wanted = answers(self.replies["rez"][-1]) if expected is None else expected
            for side, replies in self.replies.items():
                found = answers(replies[-1])
                right = sum(a == b for a, b in zip(found, wanted))
                row.answers[side] = Answers(right, len(wanted))
        return row
