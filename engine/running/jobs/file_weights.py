"""Encoder weights from a file of the user's, as an initialisation of a study."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from torch import Tensor

from engine.encoder.backbone import build_encoder
from engine.encoder.weights_file import read_weights_file, weights_file_for
from engine.errors import InputError, StorageError
from engine.learning_curve.design import Initialisation
from engine.running.checkpoint import load_tensors
from engine.translation import tr


def file_key(initialisation: Initialisation) -> str:
    """The content hash of a weights file. Raises InputError when it is not there, or holds no encoder."""
    path = read_weights_file(initialisation.weights_file or "").path
    described = path.stat()
    return _content_hash(path, described.st_size, described.st_mtime_ns)


@lru_cache(maxsize=32)
def _content_hash(path: Path, size: int, mtime_ns: int) -> str:
    """Of a file as it was found; every cell asks for it."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=12)).hexdigest()


def load_weights(chosen: str, backbone: str) -> dict[str, Tensor]:
    """The encoder's tensors in a file, or an exported folder, that the user chose, under torchvision's names, grey.

    Raises InputError when it holds none, or those of another network: see `weights_file` and `build_encoder`.
    """
    found = weights_file_for(chosen, backbone)
    try:
        tensors = load_tensors(found.path)[0]
    except StorageError:
        raise InputError(
            tr(
                "'{name}' is not a safetensors file, or is damaged. Choose encoder weights saved as safetensors.",
                name=found.path.name,
            ),
            code="weights_unreadable",
        ) from None
    own = {key.removeprefix(found.prefix): kept for key, kept in tensors.items() if key.startswith(found.prefix)}
    fitted = build_encoder(backbone, own, seed=0).state_dict()  # says it if a tensor lacks or has another shape
    return {key: fitted[key].clone() for key in fitted}
