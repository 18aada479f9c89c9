"""Tensors on disk as safetensors, whole or not at all, with words about them in the file's metadata."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from engine.errors import StorageError
from engine.running.files import replacing
from engine.translation import mark, tr


def save_tensors(path: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> None:
    """Write `tensors` and `metadata` to `path`. Raises StorageError; the old file is then as it was."""
    with replacing(path, mark("the trained weights")) as temporary:
        try:
            save_file(
                {key: tensor.detach().cpu().contiguous() for key, tensor in tensors.items()},
                temporary,
                metadata=dict(metadata),
            )
        except SafetensorError as error:  # its text is the operating system's: a full disk, most likely
            raise StorageError(
                tr(
                    "The trained weights could not be written: the disk is full or failing. What was saved before is "
                    "intact; free some space and start again, it goes on from there."
                ),
                code="disk_full",
            ) from error


def load_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """What `save_tensors` wrote. Raises StorageError (code "damaged") when the file is not whole."""
    try:
        with safe_open(path, framework="pt") as stream:
            tensors = {key: stream.get_tensor(key) for key in stream.keys()}  # noqa: SIM118  (not a mapping)
            return tensors, dict(stream.metadata() or {})
    except (SafetensorError, OSError, ValueError) as error:
        raise StorageError(
            tr("'{name}' is damaged. Delete it; it is then computed anew.", name=path.name), code="damaged"
        ) from error
