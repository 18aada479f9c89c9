"""What a study would cost and could show, before it is run; pure functions of the cohort and the settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app import wording
from desktop_app.models.series_look import looks_of
from engine.errors import InputError
from engine.learning_curve.design import StudyConfig, default_budgets
from engine.learning_curve.estimate import study_estimate

if TYPE_CHECKING:
    from engine.cohort.records import Cohort
    from engine.cohort.split import Split

PRESET_WORDS = {
    "quick": ("Quick look", "Small images, few repetitions: is there a curve, and a large saving?"),
    "standard": ("Standard", "Finer images, five repetitions: the study to report."),
    "thorough": ("Thorough", "Full detail and long pretraining: meant for a graphics card and a night."),
    "sample": ("Sample", "As quick as can be, for the sample cohort."),
}


@dataclass(frozen=True, slots=True)
class StudyCounts:
    """What there is to study. n_train and n_test are labelled images; n_pool images may be pretrained on."""

    classes: tuple[str, ...]
    n_labelled: int
    n_train: int
    n_test: int
    test_patients: int
    n_pool: int
    split_fixed: bool


@dataclass(frozen=True, slots=True)
class PresetView:
    """A card's words. problem: why this study cannot be run, "" where it can."""

    name: str
    title: str
    what: str
    time: str
    trainings: str
    shows: str
    problem: str = ""


def study_counts(cohort: Cohort | None, split: Split | None, test_fraction: float) -> StudyCounts:
    """Counts of the project's fixed split where it has one, else what a split of `test_fraction` would about give."""
    if cohort is None:
        return StudyCounts((), 0, 0, 0, 0, 0, False)
    labelled = [image for image in cohort.labelled if not image.pool_only]
    classes = tuple(sorted({image.label for image in labelled if image.label is not None}))
    if split is not None:
        test, held_out = set(split.test), set(split.held_out)
        tested = [image for image in labelled if image.image_id in test]
        n_train = sum(image.image_id not in held_out for image in labelled)
        n_pool = sum(image.image_id not in held_out for image in cohort.images)
        patients = len({image.patient for image in tested})
        return StudyCounts(classes, len(labelled), n_train, len(tested), patients, n_pool, True)
    n_test = round(test_fraction * len(labelled))
    patients = round(test_fraction * len({image.patient for image in labelled}))
    return StudyCounts(
        classes, len(labelled), len(labelled) - n_test, n_test, patients, len(cohort.images) - n_test, False
    )


def preset_view(config: StudyConfig, counts: StudyCounts, images_per_second: float | None) -> PresetView:
    """The card of one preset for this cohort on this machine."""
    title, what = PRESET_WORDS.get(config.preset, (config.preset.capitalize(), ""))
    try:
        estimate = study_estimate(
            config, counts.n_pool, counts.n_train, counts.n_test, images_per_second, max(len(counts.classes), 2)
        )
    except InputError as error:
        return PresetView(config.preset, title, what, "–", "", "", str(error))
    time = f"about {wording.duration(estimate.seconds)}" if estimate.seconds else "timing this machine…"
    starts = len(config.initialisations)
    trainings = (
        f"{wording.count(estimate.trainings, 'training')}: {wording.count(len(estimate.budgets), 'budget')} × "
        f"{wording.count(config.seeds, 'repetition')} × {wording.count(starts, 'start')}"
    )
    return PresetView(config.preset, title, what, time, trainings, shows(config, counts))


def shows(config: StudyConfig, counts: StudyCounts) -> str:
    """What a study of this size can show, in a sentence."""
    patients = wording.count(counts.test_patients, "test patient")
    if len(config.initialisations) < 2:
        return f"Shows how many labels are needed; compares nothing. {patients[:1].upper()}{patients[1:]}."
    if config.seeds < 2:
        return f"One repetition cannot show a saving; it shows the curve's course. {patients}."
    return f"Compares the starts on {patients}; how small a saving shows depends on the curves."


def with_counts(config: StudyConfig, counts: StudyCounts) -> str:
    """Why `config` cannot be run on this cohort, as a sentence; "" where it can."""
    if len(counts.classes) < 2:
        return "The labelled images are all of one class. Label images of at least two classes."
    if counts.n_test < 2 * len(counts.classes):
        return "Too few labelled images are left to test on. Label more, or enlarge the test share."
    try:
        budgets = config.budgets or default_budgets(counts.n_train, len(counts.classes))
    except InputError as error:
        return str(error)
    if budgets[-1] > counts.n_train:
        return (
            f"The largest budget is {wording.number(budgets[-1])}, but only {wording.number(counts.n_train)} labelled "
            "images are left for training. Choose smaller budgets."
        )
    if config.positive_class is not None and config.positive_class not in counts.classes:
        return "The finding to look for is no longer among the classes. Choose it again under Advanced."
    return ""


def parse_budgets(text: str, n_train: int) -> tuple[tuple[int, ...], str]:
    """Budgets from "20, 40, 80" ("" for the default design) and the sentence that says what is wrong, "" if nothing."""
    parts = [part for part in text.replace(";", ",").replace("\u202f", "").replace(",", " ").split() if part]
    if not parts:
        return (), ""
    if not all(part.isdecimal() for part in parts):
        return (), "Write whole numbers with commas between them, such as 20, 40, 80, 160."
    budgets = tuple(int(part) for part in parts)
    if any(budget < 2 for budget in budgets):
        return (), "A budget needs at least 2 labelled images."
    if list(budgets) != sorted(set(budgets)):
        return (), "Write the budgets from small to large, each once."
    if len(budgets) < 2:
        return (), "One budget makes no curve: give at least two, better four or five."
    if n_train and budgets[-1] > n_train:
        return (
            (),
            f"The largest budget may be {wording.number(n_train)}: so many labelled images are left for training.",
        )
    return budgets, ""


def tried(config: StudyConfig, budgets: tuple[int, ...], n_pool: int) -> tuple[tuple[str, str], ...]:
    """What a study tried, as (name, value) lines."""
    title, _ = PRESET_WORDS.get(config.preset, (config.preset.capitalize(), ""))
    looks = looks_of(config.initialisations)
    lines = [
        ("Study", title),
        ("Labelled images", ", ".join(wording.number(n) for n in budgets)),
        ("Repetitions", str(config.seeds)),
        ("Starts", ", ".join(f"{look.glyph} {look.label}" for look in looks.values())),
        ("Image size", f"{config.image_size} × {config.image_size} pixels"),
    ]
    if any(i.kind == "simclr" for i in config.initialisations):
        lines.append(("Pretrained on", wording.count(n_pool, "image")))
    return tuple(lines)


def adapted(config: StudyConfig, counts: StudyCounts, positive_class: str | None) -> StudyConfig:
    """`config` with the user's finding, where the classes still have it."""
    return replace(config, positive_class=positive_class if positive_class in counts.classes else None)
