"""What the header of a weights file tells, and what is said of a file that is none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import torch
import torchvision
from safetensors.torch import save_file

from engine.encoder.backbone import build_encoder
from engine.encoder.weights_file import BACKBONE_NAMES, read_weights_file, weights_file_for
from engine.errors import InputError


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One file of torchvision's own weights a network, in colour and with its classes."""
    folder, made = tmp_path_factory.mktemp("weights"), {}
    for name in BACKBONE_NAMES:
        with torch.device("meta"):
            state = getattr(torchvision.models, name)(weights=None).state_dict()
        small = {key: torch.zeros(tensor.shape, dtype=torch.float16) for key, tensor in state.items()}
        made[name] = folder / f"{name}.safetensors"
        save_file(small, made[name])
    return made


@pytest.mark.parametrize("name", BACKBONE_NAMES)
def test_each_network_is_told_from_its_names(files: dict[str, Path], name: str, tmp_path: Path) -> None:
    found = read_weights_file(files[name])
    assert (found.backbone, found.prefix, found.channels, found.path) == (name, "", 3, files[name])
    own = build_encoder(name, seed=0).state_dict()
    save_file({f"encoder.{key}": t for key, t in own.items()} | {"head.weight": torch.zeros(2, 3)}, tmp_path / "own")
    found = read_weights_file(tmp_path / "own")
    assert (found.backbone, found.prefix, found.channels) == (name, "encoder.", 1)


def test_another_depth_of_a_family_is_not_taken_for_one(tmp_path: Path) -> None:
    for name in ("resnet101", "convnext_small", "efficientnet_b3"):
        with torch.device("meta"):
            state = getattr(torchvision.models, name)(weights=None).state_dict()
        tiny = {key: torch.zeros(tensor.shape, dtype=torch.uint8) for key, tensor in state.items()}
        save_file(tiny, tmp_path / name)
        with pytest.raises(InputError) as refused:
            read_weights_file(tmp_path / name)
        assert refused.value.code == "weights_unknown"


def test_an_exported_folder_gives_its_encoder_first(files: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(files["resnet18"].read_bytes())
    assert read_weights_file(tmp_path).path.name == "model.safetensors"
    (tmp_path / "encoder.safetensors").write_bytes(files["resnet34"].read_bytes())
    assert read_weights_file(str(tmp_path)).backbone == "resnet34"


def test_a_file_of_another_network_is_said_with_both_names(files: dict[str, Path]) -> None:
    assert weights_file_for(files["resnet18"], "resnet18").backbone == "resnet18"
    with pytest.raises(InputError, match="weights of a ResNet-34, and this study trains a ConvNeXt-Tiny") as refused:
        weights_file_for(files["resnet34"], "convnext_tiny")
    assert refused.value.code == "weights_do_not_fit"


def test_what_is_no_weights_file_is_said(tmp_path: Path) -> None:
    pickled, legacy = tmp_path / "a.pth", tmp_path / "b.pth"
    torch.save({"a": torch.zeros(1)}, pickled)
    torch.save({"a": torch.zeros(1)}, legacy, _use_new_zipfile_serialization=False)
    (tmp_path / "text.safetensors").write_text("hello")
    (tmp_path / "empty.safetensors").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    save_file({"a": torch.zeros(1)}, tmp_path / "other.safetensors")
    whole = tmp_path / "cut.safetensors"
    save_file({"conv1.weight": torch.zeros(64, 3, 7, 7)}, whole)
    whole.write_bytes(whole.read_bytes()[:-9])
    codes = {
        pickled.name: "weights_pickle",
        legacy.name: "weights_pickle",
        "text.safetensors": "weights_unreadable",
        "empty.safetensors": "weights_unreadable",
        "cut.safetensors": "weights_unreadable",
        "other.safetensors": "weights_unknown",
        "folder": "weights_missing",
        "nowhere": "weights_missing",
    }
    for name, code in codes.items():
        with pytest.raises(InputError) as refused:
            read_weights_file(tmp_path / name)
        assert refused.value.code == code, name
        assert f"'{name}'" in str(refused.value)
        assert str(tmp_path) not in str(refused.value)


def test_a_header_whose_length_looks_like_a_pickle_is_read(tmp_path: Path) -> None:
    state = {
        "conv1.weight": torch.zeros(64, 1, 7, 7, dtype=torch.uint8),
        "layer4.0.conv1.weight": torch.zeros(1, dtype=torch.uint8),
    }
    for padding in range(256):
        path = tmp_path / "w.safetensors"
        save_file(state, path, metadata={"note": "x" * padding})
        if path.read_bytes()[:1] == b"\x80":
            break
    assert path.read_bytes()[:1] == b"\x80"
    assert read_weights_file(path).backbone == "resnet18"


def test_it_needs_no_torch(files: dict[str, Path]) -> None:
    script = (
        "import sys; from engine.encoder.weights_file import read_weights_file; "
        "print(read_weights_file(sys.argv[1]).backbone, 'torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(files["resnet50"])], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["resnet50", "False"]
