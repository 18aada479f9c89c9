"""The pinned versions: the same for pip and for uv, without addresses, and within what pyproject.toml allows."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FILE = [
    line
    for line in (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
DIRECT = [
    Requirement(text)
    for text in (*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["test"])
]


def test_pip_and_uv_have_the_same_pins() -> None:
    assert PROJECT["tool"]["uv"]["constraint-dependencies"] == FILE, "run packaging/pin_versions.py"


def test_a_pin_is_a_name_and_a_version() -> None:
    assert sorted(FILE) == FILE
    assert not [line for line in FILE if not re.fullmatch(r"[a-z0-9][a-z0-9-]*==[0-9][0-9a-z.]*", line)]


@pytest.mark.parametrize("need", DIRECT, ids=lambda need: need.name)
def test_every_direct_dependency_is_pinned_within_its_range(need: Requirement) -> None:
    pins = {name: version for name, _, version in (line.partition("==") for line in FILE)}
    assert need.specifier.contains(pins[canonicalize_name(need.name)])


def test_what_is_only_measured_against_is_not_pinned() -> None:
    assert not [line for line in FILE if line.startswith(("lightly", "pytorch-lightning", "torchmetrics"))]
