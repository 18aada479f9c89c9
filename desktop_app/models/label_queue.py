"""Which image is to be labelled now, which were before it and which come next."""

from __future__ import annotations

from collections.abc import Callable, Sequence


class LabelQueue:
    """Ids of images in the order in which they are shown, and a place among them.

    `current` is None before the first `begin`, and after the last image: then all is done.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._at = 0

    def begin(self, ids: Sequence[str]) -> None:
        """Start with these, at the first."""
        self._ids, self._at = list(ids), 0

    @property
    def current(self) -> str | None:
        """The image to be labelled now."""
        return self._ids[self._at] if 0 <= self._at < len(self._ids) else None

    @property
    def at_start(self) -> bool:
        """Whether nothing comes before."""
        return self._at == 0 or not self._ids

    @property
    def at_end(self) -> bool:
        """Whether nothing comes after."""
        return self._at >= len(self._ids) - 1

    def coming(self, n: int) -> list[str]:
        """The next images."""
        return self._ids[self._at + 1 : self._at + 1 + n]

    def step(self, by: int) -> None:
        """Go on or back, within the images; after the end, back to the last."""
        self._at = min(max(self._at + by, 0), max(len(self._ids) - 1, 0))

    def advance(self, is_open: Callable[[str], bool], *, wrap: bool = True) -> None:
        """After a label: on to the next image that is open; where none comes after, with `wrap`, from the start again.

        Where none is left, `current` is None.
        """
        places = [*range(self._at + 1, len(self._ids)), *(range(min(self._at, len(self._ids))) if wrap else ())]
        self._at = next((at for at in places if is_open(self._ids[at])), len(self._ids))

    def go_to(self, image_id: str) -> None:
        """Show this image, which may be one that was not among them."""
        if image_id not in self._ids:
            self._ids.insert(self._at, image_id)
        self._at = self._ids.index(image_id)
