"""What a study would cost and could show, before it is run; pure functions of the cohort and the settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app import wording
from desktop_app.models.series_look import looks_of
from engine.errors import InputError
from engine.learning_curve.design import StudyConfig, default_budgets
from engine.learning_curve.estimate import study_estimate
from engine.learning_curve.experiments import StudySizes
from engine.translation import listed, mark, tr

if TYPE_CHECKING:
    from engine.cohort.records import Cohort
    from engine.cohort.split import Split

PRESET_WORDS = {
    "quick": (mark("Quick look"), mark("Small images, few repetitions: is there a curve, and a large saving?")),
    "standard": (mark("Standard"), mark("Finer images, five repetitions: the study to report.")),
    "thorough": (mark("Thorough"), mark("Full detail and long pretraining: meant for a graphics card and a night.")),
    "sample": (mark("Sample"), mark("As quick as can be, for the sample cohort.")),
}
_EXPECTED_LEVEL = 0.85  # of the metric, for telling how exactly a test set will measure it
_TOO_COARSE = 0.9


@dataclass(frozen=True, slots=True)
class StudyCounts:
    """What there is to study. n_train and n_test are labelled images; n_pool images may be pretrained on, n_generic of
    them of pool folders. positives: share of the labelled images that are of the rarer of two classes."""

    classes: tuple[str, ...]
    n_labelled: int
    n_train: int
    n_test: int
    test_patients: int
    n_pool: int
    split_fixed: bool
    n_generic: int = 0
    positives: float = 0.5

    @property
    def sizes(self) -> StudySizes:
        """The same as the experiments are designed on."""
        classes = max(len(self.classes), 2)
        return StudySizes(self.n_train, self.n_test, classes, self.n_pool - self.n_generic, self.n_generic)


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
    of_class = [sum(image.label == name for image in labelled) for name in classes]
    rarer = min(of_class) / len(labelled) if len(classes) == 2 else 0.5
    if split is not None:
        test, held_out = set(split.test), set(split.held_out)
        tested = [image for image in labelled if image.image_id in test]
        n_train = sum(image.image_id not in held_out for image in labelled)
        pooled = [image for image in cohort.images if image.image_id not in held_out]
        n_generic = sum(image.pool_only for image in pooled)
        patients = len({image.patient for image in tested})
        return StudyCounts(classes, len(labelled), n_train, len(tested), patients, len(pooled), True, n_generic, rarer)
    n_test = round(test_fraction * len(labelled))
    patients = round(test_fraction * len({image.patient for image in labelled}))
    n_generic = sum(image.pool_only for image in cohort.images)
    n_train, n_pool = len(labelled) - n_test, len(cohort.images) - n_test
    return StudyCounts(classes, len(labelled), n_train, n_test, patients, n_pool, False, n_generic, rarer)


def preset_view(config: StudyConfig, counts: StudyCounts, images_per_second: float | None) -> PresetView:
    """The card of one preset for this cohort on this machine."""
    title, what = preset_title(config.preset), preset_summary(config.preset)
    try:
        estimate = study_estimate(
            config, counts.n_pool, counts.n_train, counts.n_test, images_per_second, max(len(counts.classes), 2),
            n_generic=counts.n_generic,
        )  # fmt: skip
    except InputError as error:
        return PresetView(config.preset, title, what, "–", "", "", str(error))
    time = expected_time(estimate.seconds)
    trainings = tr(
        "{trainings}: {budgets} × {repetitions} × {starts}",
        trainings=wording.count(estimate.trainings, "training"),
        budgets=wording.count(len(estimate.budgets), "budget"),
        repetitions=wording.count(config.seeds, "repetition"),
        starts=wording.count(len(config.initialisations), "start"),
    )
    return PresetView(config.preset, title, what, time, trainings, shows(config, counts))


def preset_title(preset: str) -> str:
    """A word or two."""
    return tr(PRESET_WORDS[preset][0]) if preset in PRESET_WORDS else preset.capitalize()


def preset_summary(preset: str) -> str:
    """What it is for, a sentence; "" for one that is not known."""
    return tr(PRESET_WORDS[preset][1]) if preset in PRESET_WORDS else ""


def expected_time(seconds: float | None) -> str:
    """ "about 40 min", or that the machine is still being timed."""
    return tr("about {span}", span=wording.duration(seconds)) if seconds else tr("timing this machine…")


def shows(config: StudyConfig, counts: StudyCounts) -> str:
    """What a study of this size can show, in a sentence."""
    patients = wording.count(counts.test_patients, "test patient")
    if len(config.initialisations) < 2:
        return tr("Shows how many labels are needed; compares nothing. {patients}.", patients=patients)
    if config.seeds < 2:
        return tr("One repetition cannot show a saving; it shows the curve's course. {patients}.", patients=patients)
    share = smallest_saving(config.metric, counts)
    if share is None or share > _TOO_COARSE:
        return tr("Only an enormous saving would show: {patients}.", patients=patients)
    percent = wording.percent(round(share * 20) / 20)
    return tr(
        "Would show a saving of about {percent} of the labels; a smaller one may stay unproven: {patients}.",
        percent=percent,
        patients=patients,
    )


def smallest_saving(metric: str, counts: StudyCounts) -> float | None:
    """The share of the labels whose saving 4 of 5 studies with this test set would show; None without test patients.

    By formula, before anything is measured (`learning_curve.test_set_savings`).
    """
    from engine.learning_curve.test_set_savings import expected_saving_precision
    from engine.learning_curve.test_set_size import expected_precision

    if counts.test_patients < 2:
        return None
    precision = expected_precision(
        metric,
        _EXPECTED_LEVEL,
        counts.test_patients,
        images_per_patient=max(counts.n_test / counts.test_patients, 1.0),
        prevalence=min(max(counts.positives, 0.01), 0.99),
    )
    return expected_saving_precision(precision).smallest_shown_at(counts.test_patients)


def with_counts(config: StudyConfig, counts: StudyCounts) -> str:
    """Why `config` cannot be run on this cohort, as a sentence; "" where it can."""
    if len(counts.classes) < 2:
        return tr("The labelled images are all of one class. Label images of at least two classes.")
    if counts.n_test < 2 * len(counts.classes):
        return tr("Too few labelled images are left to test on. Label more, or enlarge the test share.")
    try:
        budgets = config.budgets or default_budgets(counts.n_train, len(counts.classes))
    except InputError as error:
        return str(error)
    if budgets[-1] > counts.n_train:
        return tr(
            "The largest budget is {budget}, but only {n} labelled images are left for training. Choose smaller "
            "budgets.",
            budget=wording.number(budgets[-1]),
            n=wording.number(counts.n_train),
        )
    if config.positive_class is not None and config.positive_class not in counts.classes:
        return tr("The finding to look for is no longer among the classes. Choose it again under Advanced.")
    return ""


def parse_budgets(text: str, n_train: int) -> tuple[tuple[int, ...], str]:
    """Budgets from "20, 40, 80" ("" for the default design) and the sentence that says what is wrong, "" if nothing."""
    parts = [part for part in text.replace(";", ",").replace("\u202f", "").replace(",", " ").split() if part]
    if not parts:
        return (), ""
    if not all(part.isdecimal() for part in parts):
        return (), tr("Write whole numbers with commas between them, such as 20, 40, 80, 160.")
    budgets = tuple(int(part) for part in parts)
    if any(budget < 2 for budget in budgets):
        return (), tr("A budget needs at least 2 labelled images.")
    if list(budgets) != sorted(set(budgets)):
        return (), tr("Write the budgets from small to large, each once.")
    if len(budgets) < 2:
        return (), tr("One budget makes no curve: give at least two, better four or five.")
    if n_train and budgets[-1] > n_train:
        return (), tr(
            "The largest budget may be {n}: so many labelled images are left for training.", n=wording.number(n_train)
        )
    return budgets, ""


def parse_strengths(text: str) -> tuple[tuple[float, ...], str]:
    """The quick check's strengths from "0.01, 0.1, 1" and the sentence that says what is wrong, "" if nothing."""
    wrong = tr("Write the quick check's strengths as numbers above 0 with commas between them, such as 0.01, 0.1, 1.")
    try:
        strengths = tuple(float(part) for part in text.replace(";", ",").replace(",", " ").split())
    except ValueError:
        return (), wrong
    if not strengths or not all(0 < strength < 1e6 for strength in strengths):
        return (), wrong
    return strengths, ""


def tried(config: StudyConfig, budgets: tuple[int, ...], n_pool: int) -> tuple[tuple[str, str], ...]:
    """What a study tried, as (name, value) lines."""
    looks = looks_of(config.initialisations)
    lines = [
        (tr("Study"), preset_title(config.preset)),
        (tr("Labelled images"), ", ".join(wording.number(n) for n in budgets)),
        (tr("Repetitions"), str(config.seeds)),
        (tr("Starts"), listed(f"{look.glyph} {look.label}" for look in looks.values())),
        (tr("Image size"), tr("{side} × {side} pixels", side=config.image_size)),
    ]
    if n_pool:  # 0 where the first start that is not scratch comes from a file
        lines.append((tr("Pretrained on"), wording.count(n_pool, "image")))
    return tuple(lines)


def adapted(config: StudyConfig, counts: StudyCounts, positive_class: str | None) -> StudyConfig:
    """`config` with the user's finding, where the classes still have it."""
    return replace(config, positive_class=positive_class if positive_class in counts.classes else None)
