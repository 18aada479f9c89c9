"""Bring resources/translations/ja.ts up to date with what the program says, or check that it is.

    python packaging/translate.py            after a sentence was added, changed or taken away
    python packaging/translate.py --check    fails where the file is out of date, or an entry is missing or wrong

Qt's lupdate finds the texts (literals in `tr` and `mark`). They are then kept in one context and in the order of the
alphabet, each once, without line numbers, so that a change to the program changes only its own lines here. Edit the
file with Qt Linguist (`pyside6-linguist resources/translations/ja.ts`) or by hand. A translation whose English is gone
is dropped, and printed, so that it can be taken over by hand where the English only changed a little.
"""

from __future__ import annotations

import argparse
import string
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("engine", "desktop_app")
LANGUAGES = {"ja": "ja_JP"}
CONTEXT = "annotation-planner"
_LUPDATE = "from PySide6.scripts.pyside_tool import lupdate; lupdate()"


def said_by_the_program() -> list[str]:
    """The texts that lupdate finds in the sources, each once, sorted."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.ts"
        files = sorted(str(path) for source in SOURCES for path in (ROOT / source).rglob("*.py"))
        options = ("-tr-function-alias", "QT_TR_NOOP+=mark", "-locations", "none", "-no-obsolete", "-silent")
        (Path(folder) / "files.lst").write_text("\n".join(files), encoding="utf-8")
        command = [sys.executable, "-c", _LUPDATE, *options, f"@{folder}/files.lst", "-ts", str(found)]
        subprocess.run(command, check=True, cwd=ROOT)
        return sorted(read(found))


def read(path: Path) -> dict[str, str]:
    """English → translation of a .ts file; "" where it is not finished."""
    texts = {}
    for message in ElementTree.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        finished = translation is not None and translation.get("type") is None
        texts[message.findtext("source") or ""] = (translation.text or "") if finished else ""
    return texts


def written(texts: dict[str, str], language: str) -> str:
    """The .ts file of these texts."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", f'<TS version="2.1" language="{language}">']
    lines += ["<context>", f"    <name>{CONTEXT}</name>"]
    for source, translation in sorted(texts.items()):
        state = "" if translation else ' type="unfinished"'
        lines += [
            "    <message>",
            f"        <source>{_escaped(source)}</source>",
            f"        <translation{state}>{_escaped(translation)}</translation>",
            "    </message>",
        ]
    return "\n".join([*lines, "</context>", "</TS>", ""])


def _escaped(text: str) -> str:
    """As Qt Linguist writes it."""
    return escape(text, {'"': "&quot;", "'": "&apos;"})


def places(text: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def complaints(said: list[str], texts: dict[str, str], name: str) -> list[str]:
    """What is wrong with a language's texts, a line each."""
    missing = [f"{name} lacks: {source}" for source in said if source not in texts]
    gone = [f"{name} has what is no longer said: {source}" for source in texts if source not in said]
    unfinished = [f"{name} has not finished: {source}" for source, text in texts.items() if source in said and not text]
    wrong = [
        f"{name} has other places than its source: {source}"
        for source, text in texts.items()
        if text and places(text) != places(source)
    ]
    return missing + gone + unfinished + wrong


def main() -> int:
    """Exit status 1 where `--check` finds something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, fail where something is wrong")
    check = parser.parse_args().check
    said = said_by_the_program()
    status = 0
    for code, language in LANGUAGES.items():
        path = ROOT / "resources" / "translations" / f"{code}.ts"
        texts = read(path)
        if check:
            found = complaints(said, texts, path.name)
            print("\n".join([*found, f"{path.name}: {len(said)} texts, {len(found)} complaints"]))
            status = 1 if found else status
            continue
        for source, text in texts.items():
            if source not in said and text:
                print(f"dropped: {source}\n         {text}")
        kept = {source: texts.get(source, "") for source in said}
        path.write_text(written(kept, language), encoding="utf-8")
        print(f"{path.name}: {len(kept)} texts, {sum(not text for text in kept.values())} untranslated")
    return status


if __name__ == "__main__":
    sys.exit(main())
