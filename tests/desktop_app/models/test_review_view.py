"""The error review's data: which images the scores are of, whose model is kept, what has changed since."""

from __future__ import annotations

import pytest

from desktop_app.models.review_build import build_review
from desktop_app.models.review_view import CellChoice
from desktop_app.models.review_words import changed_sentence, map_sentence, rate_sentence, shown_sentence
from engine.learning_curve.error_review import Rate
from engine.learning_curve.points import FINE_TUNED, LINEAR_PROBE
from engine.running.store import ProjectStore
from tests.desktop_app.reviewed import add_study, make_reviewed_project


@pytest.fixture
def project(tmp_path):
    return make_reviewed_project(tmp_path / "p")


def built(project, choice=None, mode=FINE_TUNED, study="study"):
    store = ProjectStore.open(project)
    entry, measured, cohort = store.study(study), store.measurements(study), store.cohort()
    store.close()
    return build_review(project, entry, measured, cohort, "auc", mode, choice)


def test_mistakes_are_of_the_images_that_were_scored(project) -> None:
    view = built(project)
    assert view is not None
    assert view.choice.n_labels == 320
    assert len(view.images) == len(view.truth)
    for image, truth in zip(view.images, view.truth, strict=True):
        assert image is not None
        assert image.label == view.classes[truth]
    scores = view.review.cell.scores
    wrong = [row for row in range(len(view.truth)) if scores[row].argmax() != view.truth[row]]
    of_truth = [scores[row, view.truth[row]] for row in view.rows()]
    assert sorted(view.rows()) == wrong
    assert of_truth == sorted(of_truth)
    for truth in range(2):
        for answer in range(2):
            rows = view.rows((truth, answer))
            assert len(rows) == view.review.confusion[truth, answer]
            assert all(view.truth[row] == truth and scores[row].argmax() == answer for row in rows)


def test_a_chosen_training_and_one_that_is_gone(project) -> None:
    chosen = CellChoice("scratch", 80, 2)
    assert built(project, chosen).choice == chosen
    assert built(project, CellChoice("scratch", 81, 0)).choice == built(project).choice
    assert built(project, mode=LINEAR_PROBE) is None


def test_the_map_is_of_the_model_that_is_kept(project) -> None:
    assert built(project).map_cell is None
    assert "no map" in map_sentence(built(project))
    store = ProjectStore.open(project)
    store.model_path("study-simclr-320-0").write_bytes(b"a model")
    store.close()
    own = built(project, CellChoice("simclr", 320, 0))
    assert own.map_is_own
    assert "this very model" in map_sentence(own)
    other = built(project, CellChoice("simclr", 40, 1))
    assert other.map_cell.key == "study-simclr-320-0"
    assert not other.map_is_own
    assert "SimCLR, 320 labels, run 1" in map_sentence(other)
    assert built(project, CellChoice("scratch", 320, 0)).map_cell is None


def test_labels_changed_since(project) -> None:
    before = built(project)
    ids = [image.image_id for image in before.images]
    store = ProjectStore.open(project)
    store.set_labels({ids[0]: before.classes[1 - before.truth[0]], ids[3]: None}, "app")
    store.close()
    view = built(project)
    assert [image.image_id for image in view.images] == ids
    assert view.changed() == 2
    assert changed_sentence(0) == ""
    assert changed_sentence(1) != changed_sentence(2)
    assert "2 test images" in changed_sentence(2)


def test_an_older_study_whose_labels_have_changed_shows_no_wrong_image(tmp_path) -> None:
    from tests.desktop_app.fakes import make_cohort, make_project

    project = make_project(tmp_path / "p", make_cohort(120, 1.0))
    add_study(project, "study", keep_ids=False)
    view = built(project)
    assert len(view.images) == len(view.truth)
    assert not view.ids_kept
    store = ProjectStore.open(project)
    store.set_labels({view.images[0].image_id: None}, "app")
    store.close()
    assert built(project).images == ()


def test_words() -> None:
    rate = Rate(0.82, 0.74, 0.88, 98, 120)
    assert rate_sentence("Sensitivity", rate) == "Sensitivity 0.82 (0.74–0.88): 98 of 120"
    assert rate_sentence("Sensitivity", None) == ""


def test_what_the_thumbnails_are(project) -> None:
    view = built(project)
    assert "no mistake" in shown_sentence(view, None, 0)
    assert "No test image" in shown_sentence(view, (0, 1), 0)
    assert "answered wrongly" in shown_sentence(view, None, 12)
    assert shown_sentence(view, (0, 1), 1) == "1 image of covid answered as normal, the most wrong first"
    assert "rightly" in shown_sentence(view, (1, 1), 3)
