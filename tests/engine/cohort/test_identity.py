"""Who is who, under salt."""

from __future__ import annotations

import re
from typing import Any

import pytest

from engine.cohort.identity import (
    compiled_pattern,
    image_id_of_file,
    image_id_of_instance,
    patient_hash,
    patient_in_name,
    patient_of,
    salted_hash,
)
from engine.errors import InputError

SALT = b"0123456789abcdef"


def who(**given: Any) -> tuple[str, bool, str | None]:
    asked: dict[str, Any] = {
        "patient_id": None, "issuer": None, "study_uid": None, "file": "a/P7_1.png", "image_id": "1", "pattern": None
    }  # fmt: skip
    return patient_of(SALT, **{**asked, **given})


def test_hashes_are_salted_and_unambiguous() -> None:
    assert re.fullmatch("[0-9a-f]{16}", salted_hash(SALT, "a"))
    assert salted_hash(SALT, "a") != salted_hash(b"another", "a")
    assert salted_hash(SALT, "ab", "c") != salted_hash(SALT, "a", "bc")
    assert image_id_of_instance(SALT, "1.2.3\0") == image_id_of_instance(SALT, "1.2.3")
    assert image_id_of_instance(SALT, "1.2") != image_id_of_file(SALT, "1.2")
    assert salted_hash(bytes(200), "a") != salted_hash(bytes(201), "a")


def test_the_order_of_what_names_a_patient() -> None:
    pattern = compiled_pattern(r"^(P\d+)_")
    everything: dict[str, Any] = {"patient_id": "X", "issuer": "H", "study_uid": "1.2", "pattern": pattern}
    assert who(**everything) == (patient_hash(SALT, "X", "H"), True, None)
    assert who(**everything)[0] != who(**{**everything, "issuer": None})[0]
    everything["patient_id"] = None
    assert who(**everything) == (salted_hash(SALT, "study", "1.2"), True, "patient_from_study")
    everything["study_uid"] = None
    assert who(**everything) == (patient_hash(SALT, "P7"), True, "patient_from_name")
    assert who(image_id="1")[1:] == (False, None)
    assert who(image_id="1")[0] != who(image_id="2")[0]


@pytest.mark.parametrize("name", ["ANONYMOUS", "anon ", "0", "Unknown"])
def test_placeholders_name_nobody(name: str) -> None:
    assert who(patient_id=name, study_uid="1.2")[2] == "patient_from_study"


def test_patterns() -> None:
    pattern = compiled_pattern(r"^(\d+)_")
    assert patient_in_name("deep/folder_1/00012_3.png", pattern) == "00012"
    assert patient_in_name("x_3.png", pattern) is None
    assert compiled_pattern(None) is None
    for wrong in ("(", "no group"):
        with pytest.raises(InputError) as caught:
            compiled_pattern(wrong)
        assert caught.value.code == "patient_pattern"
