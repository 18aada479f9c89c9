"""A file of encoder weights that the user has chosen: what is in it, told from its header alone, without torch.

Accepted are safetensors files with torchvision's names, in colour or grey, with or without the layer that tells
classes; encoders of another project; and what this program exports, as a folder or as one of its files. Files of
PyTorch's own format are not opened: they are pickles, which can run code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from safetensors import SafetensorError, safe_open

from engine.errors import InputError
from engine.translation import listed, tr

BACKBONE_NAMES = {
    "resnet18": "ResNet-18",
    "resnet34": "ResNet-34",
    "resnet50": "ResNet-50",
    "convnext_tiny": "ConvNeXt-Tiny",
    "efficientnet_b0": "EfficientNet-B0",
}
# An exported folder's encoder as it was before any label was seen, else the one of the trained classifier.
_IN_A_FOLDER = ("encoder.safetensors", "model.safetensors")
_PREFIXES = ("", "encoder.", "backbone.", "module.", "model.")
_STEMS = {"resnet": "conv1.weight", "other": "features.0.0.weight"}


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """path: of the file itself. backbone: whose weights they are. prefix: before each of torchvision's names.

    channels: of the images that the network was trained on, 1 or 3.
    """

    path: Path
    backbone: str
    prefix: str
    channels: int


def read_weights_file(chosen: str | Path) -> WeightsFile:
    """What is in the file, or in the exported folder, that the user has chosen.

    Raises InputError: code "weights_missing" (nothing is there), "weights_pickle" (PyTorch's own format),
    "weights_unreadable" (not a safetensors file, or not whole), "weights_unknown" (no encoder that this program knows).
    """
    path = _file(Path(chosen))
    shapes = _shapes(path)
    for prefix in _PREFIXES:
        own = {name.removeprefix(prefix): shape for name, shape in shapes.items() if name.startswith(prefix)}
        backbone = _backbone(own)
        if backbone is not None:
            stem = _STEMS["resnet" if backbone.startswith("resnet") else "other"]
            return WeightsFile(path, backbone, prefix, own[stem][1])
    raise InputError(
        tr(
            "'{name}' holds no encoder that is known here. Choose weights of one of these networks, under the names "
            "that torchvision gives them: {networks}.",
            name=path.name,
            networks=listed(BACKBONE_NAMES.values()),
        ),
        code="weights_unknown",
    )


def weights_file_for(chosen: str | Path, backbone: str) -> WeightsFile:
    """The same, for a study of `backbone`. Raises InputError (code "weights_do_not_fit") for another network's."""
    found = read_weights_file(chosen)
    if found.backbone != backbone:
        raise InputError(
            tr(
                "'{name}' holds the weights of a {theirs}, and this study trains a {ours}. Choose {theirs} as the "
                "study's network, or another file.",
                name=found.path.name,
                theirs=BACKBONE_NAMES[found.backbone],
                ours=BACKBONE_NAMES.get(backbone, backbone),
            ),
            code="weights_do_not_fit",
        )
    return found


def _file(chosen: Path) -> Path:
    if chosen.is_dir():
        inside = next((chosen / name for name in _IN_A_FOLDER if (chosen / name).is_file()), None)
        if inside is None:
            raise InputError(
                tr(
                    "The folder '{name}' holds no exported model. Choose a folder that an export has written, or a "
                    "safetensors file.",
                    name=chosen.name,
                ),
                code="weights_missing",
            )
        return inside
    if not chosen.is_file():
        raise InputError(
            tr("The weights file '{name}' cannot be read. Choose it again.", name=chosen.name), code="weights_missing"
        )
    return chosen


def _shapes(path: Path) -> dict[str, tuple[int, ...]]:
    try:
        with safe_open(path, framework="np") as opened:
            return {name: tuple(opened.get_slice(name).get_shape()) for name in opened.keys()}  # noqa: SIM118
    except (SafetensorError, OSError, ValueError):
        raise _refusal(path) from None


def _refusal(path: Path) -> InputError:
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
    except OSError:
        return InputError(
            tr("The weights file '{name}' cannot be read. Choose it again.", name=path.name), code="weights_missing"
        )
    if start == b"PK\x03\x04" or start[:1] == b"\x80":  # a zip archive, or a pickle by itself
        return InputError(
            tr(
                "'{name}' is in PyTorch's own format, which can run code when it is opened, so it was not opened. Save "
                "the weights as safetensors and choose that file.",
                name=path.name,
            ),
            code="weights_pickle",
        )
    return InputError(
        tr(
            "'{name}' is not a safetensors file, or is damaged. Choose encoder weights saved as safetensors.",
            name=path.name,
        ),
        code="weights_unreadable",
    )


def _backbone(shapes: Mapping[str, tuple[int, ...]]) -> str | None:
    """Which network has layers of these names and shapes; the loading itself checks every one of them."""

    def there(name: str, *shape: int) -> bool:
        return name in shapes and (not shape or shapes[name][: len(shape)] == shape)

    def colours(stem: str) -> bool:
        return len(shapes.get(stem, ())) == 4 and shapes[stem][1] in (1, 3)

    if colours(_STEMS["resnet"]) and there("layer4.0.conv1.weight"):
        if there("layer1.0.conv3.weight"):
            return (
                "resnet50" if there("layer3.5.conv1.weight", 256, 1024) and not there("layer3.6.bn1.weight") else None
            )
        return "resnet34" if there("layer3.5.bn1.weight") else "resnet18"
    if colours(_STEMS["other"]):
        if there("features.5.8.layer_scale", 384) and not there("features.5.9.layer_scale"):
            return "convnext_tiny"
        if there("features.8.0.weight", 1280, 320):
            return "efficientnet_b0"
    return None
