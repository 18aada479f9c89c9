"""The wheel's check, the menu entry, and the lists that the two rest on."""

from __future__ import annotations

import configparser
import importlib.util
import re
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.sources import ROOT, project_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def script(name: str) -> ModuleType:
    """A module of packaging/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wheel(folder: Path, names: list[str]) -> Path:
    """A wheel with these files, and the metadata of a good one."""
    path = folder / "a-1-py3-none-any.whl"
    info = "a-1.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        for name in [*names, f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE"]:
            archive.writestr(name, "")
        archive.writestr(
            f"{info}/entry_points.txt", "[console_scripts]\nannotation-planner = desktop_app.__main__:main"
        )
    return path


def test_a_complete_wheel_has_no_faults(tmp_path: Path) -> None:
    names = ["engine/cli.py", "resources/help/a.md"]
    assert script("build_wheel").faults(wheel(tmp_path, names), set(names)) == []


def test_a_wheel_without_resources_is_refused(tmp_path: Path) -> None:
    found = script("build_wheel").faults(wheel(tmp_path, ["engine/cli.py", "tests/x.py"]), {"resources/help/a.md"})
    assert found == ["missing: resources/help/a.md", "does not belong: tests/x.py"]


def test_the_wheel_is_made_of_the_three_packages() -> None:
    assert tuple(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == script("build_wheel").PACKAGES


def test_the_menu_entry_is_well_formed() -> None:
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(ROOT / "packaging" / "annotation-budget-planner.desktop", encoding="utf-8")
    keys = entry["Desktop Entry"]
    assert keys["Type"] == "Application"
    starter = keys["Exec"].split()[0]
    assert starter == keys["TryExec"]
    assert starter in PROJECT["project"]["gui-scripts"]
    assert all(keys[name].endswith(";") for name in ("Categories", "Keywords"))


def test_the_menu_entry_is_named_as_the_window_tells_the_desktop() -> None:
    """On Wayland the desktop finds the icon by this name alone."""
    assert '"annotation-budget-planner"' in (ROOT / "desktop_app" / "app.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("starter", "line"),
    [
        ("/opt/a b/annotation-planner-gui", 'Exec="/opt/a b/annotation-planner-gui" %f'),
        ("/opt/50%/$x/gui", 'Exec="/opt/50%%/\\\\$x/gui" %f'),
    ],
)
def test_the_installed_entry_starts_this_program(tmp_path: Path, starter: str, line: str) -> None:
    entry, icon, kind = script("install_desktop_entry").install(tmp_path, Path(starter))
    lines = entry.read_text(encoding="utf-8").splitlines()
    assert line in lines
    assert f"TryExec={starter}" in lines
    assert icon.read_bytes().startswith(b"<svg")
    assert kind == tmp_path / "mime" / "packages" / "annotation-budget-planner.xml"


def test_a_project_opens_from_the_file_manager() -> None:
    """The type that the menu entry takes is the one that a project's record has."""
    from xml.etree import ElementTree

    from desktop_app.models.image_sources import PROJECT_FILE

    name = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = ElementTree.parse(ROOT / "packaging" / "annotation-budget-planner.xml").getroot().find(f"{name}mime-type")
    assert kind is not None
    entry = (ROOT / "packaging" / "annotation-budget-planner.desktop").read_text(encoding="utf-8")
    assert f"\nMimeType={kind.get('type')};\n" in entry
    assert [glob.get("pattern") for glob in kind.iter(f"{name}glob")] == [PROJECT_FILE]


def test_relative_links_of_the_documents_lead_somewhere() -> None:
    documents = [path for path in project_files() if path.suffix == ".md"]
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in documents
        for target in re.findall(r"\]\(([^)\s#:]+)\)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not broken, "\n".join(broken)
