"""Progress and pace in words."""

from __future__ import annotations

from desktop_app.models.label_progress import LabelProgress, pace_line, progress_of, test_note
from tests.desktop_app.fakes import make_image

test_note.__test__ = False  # type: ignore[attr-defined]


def test_pools_do_not_count_and_a_labelled_image_is_not_unsure() -> None:
    images = [make_image(at, "covid" if at < 3 else None, pool_only=at == 9) for at in range(10)]
    progress = progress_of(images, {images[0].image_id, images[5].image_id})
    assert progress == LabelProgress({"covid": 3}, 9, 1)
    assert progress.line() == "3 of 9 labelled · 1 unsure"


def test_the_pace() -> None:
    assert "fifth" in pace_line(None, 10)
    assert pace_line(3.21, 0) == "3.2 s an image (median; pauses over 60 s left out)"
    assert pace_line(3.0, 400).endswith("\nAbout 20 min for the rest at this pace")


def test_what_labels_mean_once_the_test_patients_are_drawn() -> None:
    assert test_note(split_is_fixed=False, of_no_use=3) == ""
    assert "3 unlabelled images of test patients come last" in test_note(split_is_fixed=True, of_no_use=3)
    assert "last" not in test_note(split_is_fixed=True, of_no_use=0)
