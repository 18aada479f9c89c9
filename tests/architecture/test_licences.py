"""Every package that the product needs may be used in a program under Apache-2.0."""

from __future__ import annotations

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.dependencies import PROJECT, copyleft_forced, installed_closure, licence_words
from tests.architecture.sources import ROOT

NEEDED = installed_closure(PROJECT)
DIRECT = [Requirement(text).name for text in NEEDED[PROJECT].requires or () if "extra ==" not in text]
LESSER_GPL = {"pyside6-essentials", "shiboken6"}  # loaded as shared libraries that the user can replace
SILENT = {"cuda-toolkit": "an empty package that only names NVIDIA's others"}


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_a_needed_package_is_not_gpl(name: str) -> None:
    words = licence_words(NEEDED[name])
    assert words or name in SILENT, f"{name} states no licence"
    assert not copyleft_forced(words), f"{name}: {words}"
    assert "LGPL" not in words or name in LESSER_GPL, f"{name}: {words}"


def test_the_needed_packages_were_looked_at() -> None:
    assert len(DIRECT) >= 15
    assert {canonicalize_name(name) for name in DIRECT} <= set(NEEDED), "the environment is not complete"


def test_the_notice_names_every_direct_dependency() -> None:
    notice = canonicalize_name((ROOT / "NOTICE").read_text(encoding="utf-8"))
    assert not [name for name in DIRECT if canonicalize_name(name) not in notice]


@pytest.mark.parametrize(
    ("words", "forced"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("MIT AND GPL-2.0-or-later", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("BSD-3-Clause AND GPL-3.0-or-later WITH GCC-exception-3.1", False),
        ("Apache-2.0 AND MIT", False),
        ("", False),
    ],
)
def test_copyleft_is_told_from_what_only_sounds_like_it(words: str, forced: bool) -> None:
    assert copyleft_forced(words) is forced
