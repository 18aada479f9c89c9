"""A pytest plugin: tests marked `slow` run after all others, so that a quick failure shows quickly."""

from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Move the slow tests to the end; the order is otherwise kept."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)
