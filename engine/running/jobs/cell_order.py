"""Which of a study's open cells is trained next: budget by budget and seed by seed, all initialisations together.

The order follows from what is measured (`learning_curve.sequential`); a cell's numbers do not depend on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.finetuning.config import batch_size_of, training_steps
from engine.learning_curve.design import Cell
from engine.learning_curve.points import FINE_TUNED
from engine.learning_curve.sequential import NARROW, Aim, Pair, aims_of, next_pair, settled
from engine.running.jobs.study_plan import StudyPlan
from engine.running.store import ProjectStore


@dataclass(frozen=True, slots=True)
class Settlement:
    """Whether the open cells would hardly change the answer. spread: of the widest 80 % interval, upper ÷ lower bound.
    narrow: whether each interval is within `NARROW` by itself."""

    settled: bool
    spread: float
    narrow: bool


OPEN = Settlement(False, float("inf"), False)


class CellOrder:
    """Gives out a study's open cells one by one. Used on the job's thread only.

    settled: the study has ended by itself, before all cells. settlement: of the answer, when the last cell was given
    out; told of in any study, so that the user of one that does not end by itself may end it.
    """

    def __init__(self, plan: StudyPlan, store: ProjectStore, cells: Sequence[Cell]) -> None:
        """cells: those that are to be trained; all others of the study are measured."""
        self._plan, self._store = plan, store
        self._open: dict[Pair, list[Cell]] = {}
        for cell in cells:
            self._open.setdefault(Pair(cell.n_labels, cell.seed), []).append(cell)
        self._running: Counter[Pair] = Counter()
        self.settled, self.settlement = False, OPEN

    def __iter__(self) -> Iterator[Cell]:
        while self._open:
            aims = self._aims()
            self.settlement = self._settlement(aims)
            if self.settlement.settled and self._plan.entry.config.stop_when == "settled":
                self.settled = True
                return
            config, budgets = self._plan.entry.config, self._plan.entry.budgets
            pair = next_pair(aims, budgets, tuple(self._open), tuple(self._running), self._cost, config.seeds)
            for cell in self._open.pop(pair):
                self._running[pair] += 1
                yield cell

    def done(self, cell: Cell) -> None:
        """A cell that was given out is measured and in the record."""
        pair = Pair(cell.n_labels, cell.seed)
        self._running[pair] -= 1
        self._running += Counter()  # drops what is at 0

    def _aims(self) -> tuple[Aim, ...]:
        entry = self._plan.entry
        measurements = self._store.measurements(entry.study_key)
        if measurements is None:
            return ()
        return aims_of(measurements, entry.config.metric, FINE_TUNED, entry.config.target)

    def _settlement(self, aims: tuple[Aim, ...]) -> Settlement:
        entry = self._plan.entry
        names = {aim.name for aim in aims}
        if not aims or names < {i.name for i in entry.config.initialisations}:
            return OPEN
        spread = max(aim.spread for aim in aims)
        return Settlement(settled(aims, entry.budgets, tuple(self._open), entry.config.seeds), spread, spread <= NARROW)

    def _cost(self, n_labels: int) -> float:
        """Images through the network in a training of so many labels; testing is about the same for all."""
        tuning = self._plan.entry.config.finetuning
        return float(training_steps(n_labels, tuning) * batch_size_of(n_labels, tuning))
