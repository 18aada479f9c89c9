"""Initialisations are named, written and read in one way only."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import InputError
from engine.learning_curve.design import SCRATCH, SIMCLR, Initialisation
from engine.learning_curve.initialisation_words import long_title, short_title, title_of_name
from engine.learning_curve.initialisations import (
    from_file,
    of_name,
    parse_initialisation,
    parse_initialisations,
    simclr_on,
)

ALL = [SCRATCH, *(simclr_on(pool, size) for pool in ("all", "task", "generic") for size in (None, 2, 500))]


@pytest.mark.parametrize("initialisation", ALL, ids=lambda i: i.name)
def test_a_name_tells_all_of_what_is_not_from_a_file(initialisation: Initialisation) -> None:
    assert of_name(initialisation.name) == initialisation
    assert parse_initialisation(initialisation.name.replace("-", ":")) == initialisation


def test_the_usual_ones_are_the_constants() -> None:
    assert parse_initialisations("scratch, simclr,") == (SCRATCH, SIMCLR)
    assert simclr_on() == SIMCLR
    assert len({i.name for i in ALL}) == len({short_title(i) for i in ALL}) == len({long_title(i) for i in ALL}) == 10


def test_a_list_keeps_its_order_and_each_once() -> None:
    found = parse_initialisations("generic:40,scratch,simclr:8,generic:40")
    assert found == (simclr_on("generic", 40), SCRATCH, simclr_on("all", 8))


@pytest.mark.parametrize("text", ["magic", "simclr:1", "simclr:x", "simclr-500", "scratch:3", "file:", ""])
def test_another_word_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_initialisations(text)
    assert refused.value.code == "initialisation"


def test_a_file_is_named_after_itself_and_never_like_another_start(tmp_path: Path) -> None:
    assert from_file("weights/imagenet.safetensors").name == "imagenet"
    assert from_file("a.safetensors").weights_file == str(Path("a.safetensors").absolute())
    for stem in ("scratch", "simclr", "task-20", "generic-7"):
        made = parse_initialisation(f"file:{tmp_path / stem}.safetensors")
        assert (made.kind, made.name) == ("file", f"file-{stem}")
    assert of_name("imagenet") is None
    with pytest.raises(InputError, match="called 'a'"):
        parse_initialisations("file:x/a.safetensors,file:y/a.safetensors")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "file"},
        {"kind": "scratch", "pool": "generic"},
        {"kind": "file", "weights_file": "a", "pool_size": 9},
        {"kind": "simclr", "pool": "other"},
        {"kind": "simclr", "pool_size": 1},
    ],
)
def test_contradictions_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Initialisation("x", **wrong)  # type: ignore[arg-type]


def test_words() -> None:
    assert title_of_name("simclr-12000") == "SimCLR (12\u202f000 images)"
    assert title_of_name("generic") == "SimCLR (generic pool)"
    assert title_of_name("task-80") == "SimCLR (80 own images)"
    assert title_of_name("my weights") == "my weights"
    assert long_title(from_file("imagenet.safetensors")) == "Pretrained weights from a file (imagenet)"
