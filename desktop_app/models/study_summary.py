"""What a study asks of the machine, before it is launched: trainings, time, memory and disk, each computed."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app import wording
from desktop_app.models.study_view import StudyCounts, expected_time
from engine.errors import InputError
from engine.learning_curve.design import StudyConfig
from engine.learning_curve.estimate import study_estimate
from engine.learning_curve.needs import study_needs
from engine.translation import counted, mark, tr

_ROOM = 1.1  # a tenth more than what is counted, for the record itself and what else is written meanwhile
_AMPLE = 0.9  # of the machine's memory


@dataclass(frozen=True, slots=True)
class Machine:
    """images_per_second: as timed, None until it is. device: in words. threads: trainings at once on a CPU. memory,
    room: bytes of the machine's memory and free bytes on the project's disk, None where the system does not say.
    autocast: the format that it multiplies in. free: bytes of memory that are unused, 0 where not known."""

    images_per_second: float | None = None
    device: str = ""
    threads: int = 1
    memory: int | None = None
    room: int | None = None
    autocast: str = "bfloat16"
    free: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the word under it, and what it rests on."""

    text: str
    word: str
    tip: str


@dataclass(frozen=True, slots=True)
class StudySummary:
    """figures: trainings, time, memory, disk; none where the study cannot be computed. line: the same in a line for
    the header. concern: what the machine lacks, as a sentence, "" where nothing."""

    figures: tuple[Figure, ...] = ()
    line: str = ""
    concern: str = ""


def study_summary(config: StudyConfig, counts: StudyCounts, machine: Machine) -> StudySummary:
    """Of the study as it is chosen; nothing of it done yet."""
    classes = max(len(counts.classes), 2)
    try:
        estimate = study_estimate(
            config, counts.n_pool, counts.n_train, counts.n_test, machine.images_per_second, classes,
            n_generic=counts.n_generic,
        )  # fmt: skip
    except InputError:
        return StudySummary()
    needs = study_needs(
        config, estimate.budgets, counts.n_pool, counts.n_train, counts.n_test, machine.threads, machine.autocast,
        machine.free,
    )  # fmt: skip
    time, disk = expected_time(estimate.seconds), needs.disk + needs.passing
    trainings = wording.count(estimate.trainings, "training")
    at_most = config.stop_when == "settled"
    memory = tr("about {size}", size=wording.file_size(needs.memory))
    figures = (
        Figure(
            wording.number(estimate.trainings),
            counted(estimate.trainings, mark("training at most"), mark("trainings at most"))
            if at_most
            else counted(estimate.trainings, mark("training"), mark("trainings")),
            tr("Budgets × repetitions × starts; the pretraining comes on top."),
        ),
        Figure(time, _where(machine), tr("From a timing of this machine and the work that this study is.")),
        Figure(
            memory,
            tr("of memory"),
            tr("Of the training process at its peak, on a CPU. On a GPU most of it lies on the card instead."),
        ),
        Figure(
            tr("about {size}", size=wording.file_size(disk)),
            tr("on the disk"),
            tr(
                "Of this, {kept} stay in the project: the pretrained networks and one model of each start.",
                kept=wording.file_size(needs.disk),
            ),
        ),
    )
    return StudySummary(
        figures, tr("{trainings} · {time}", trainings=trainings, time=time), _concern(machine, needs.memory, disk)
    )


def _where(machine: Machine) -> str:
    return tr("on this machine: {device}", device=machine.device) if machine.device else tr("on this machine")


def _concern(machine: Machine, memory: float, disk: float) -> str:
    if machine.room is not None and disk * _ROOM > machine.room:
        return tr(
            "The project's disk has {room} left and the study takes about {disk}. Free some space first.",
            room=wording.file_size(machine.room),
            disk=wording.file_size(disk),
        )
    if machine.memory is not None and memory > _AMPLE * machine.memory:
        return tr(
            "This machine has {there} of memory and the study takes about {memory}. It may fail, or slow everything "
            "down: choose a smaller image size, network or batch.",
            there=wording.file_size(machine.memory),
            memory=wording.file_size(memory),
        )
    return ""
