"""The way through the images to be labelled."""

from __future__ import annotations

from desktop_app.models.label_queue import LabelQueue


def queue(ids: str = "abcde") -> LabelQueue:
    made = LabelQueue()
    made.begin(list(ids))
    return made


def test_on_and_back_within_the_images() -> None:
    q = queue()
    assert (q.current, q.at_start, q.at_end) == ("a", True, False)
    q.step(-1)
    assert q.current == "a"
    for _ in range(9):
        q.step(1)
    assert (q.current, q.at_start, q.at_end) == ("e", False, True)
    assert q.coming(2) == []
    q.step(-3)
    assert (q.current, q.coming(2)) == ("b", ["c", "d"])


def test_after_a_label_the_next_open_one_then_those_passed_over() -> None:
    q, still_open = queue(), set("abcde")
    q.step(2)
    seen = []
    while (current := q.current) is not None:
        seen.append(current)
        still_open.discard(current)
        q.advance(still_open.__contains__)
    assert "".join(seen) == "cdeab"
    q.step(-1)
    assert q.current == "e", "back from the end"


def test_without_wrapping_the_end_is_the_end() -> None:
    q = queue("ab")
    q.advance(lambda _: True, wrap=False)
    q.advance(lambda _: True, wrap=False)
    assert q.current is None


def test_an_image_that_was_not_among_them_is_shown_and_the_rest_follows() -> None:
    q = queue("abc")
    q.step(1)
    q.go_to("z")
    assert (q.current, q.coming(2)) == ("z", ["b", "c"])
    q.go_to("c")
    assert q.current == "c"


def test_no_images() -> None:
    q = queue("")
    q.step(1)
    q.advance(lambda _: True)
    assert q.current is None
    assert q.at_start
    assert q.at_end
