"""The study as a script would do it: files decoded and augmented one by one at every step, float32, cell after cell.

torch's DataLoader with two workers over 1024-pixel PNG files, torchvision's transforms, its ResNet-18 and AdamW; the
same number of steps, of images a step and of test images as the study that it is compared with.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn
from torch.utils.data import DataLoader, Dataset

WORKERS = 2


class Files(Dataset):  # type: ignore[type-arg]
    """`length` (image, label) pairs, the files in turn."""

    def __init__(self, files: Sequence[Path], length: int, transform: object) -> None:
        self._files, self._length, self._transform = files, length, transform

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        with Image.open(self._files[index % len(self._files)]) as image:
            return self._transform(image.convert("RGB")), index % 2  # type: ignore[operator]


def naive_cell(train: Sequence[Path], test: Sequence[Path], size: int, steps: int, batch: int, seed: int) -> None:
    """Train one ResNet-18 for so many steps on the training files and score the test files."""
    from torchvision import transforms
    from torchvision.models import resnet18

    torch.manual_seed(seed)
    augment = transforms.Compose(
        [
            transforms.RandomRotation(7),
            transforms.RandomResizedCrop(size, scale=(0.7, 1.0), ratio=(0.9, 1.1), antialias=True),
            transforms.RandomHorizontalFlip(),
            transforms.ColorJitter(0.1, 0.2),
            transforms.ToTensor(),
            transforms.Normalize([0.5] * 3, [0.25] * 3),
        ]
    )
    plain = transforms.Compose(
        [transforms.Resize((size, size)), transforms.ToTensor(), transforms.Normalize([0.5] * 3, [0.25] * 3)]
    )
    model = resnet18()
    model.fc = nn.Linear(512, 2)
    optimiser = torch.optim.AdamW(model.parameters(), lr=5e-4, weight_decay=1e-2)
    model.train()
    for images, labels in DataLoader(Files(train, steps * batch, augment), batch_size=batch, num_workers=WORKERS):
        loss = F.cross_entropy(model(images), labels)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        loss.item()
    model.eval()
    with torch.no_grad():
        for images, _labels in DataLoader(Files(test, len(test), plain), batch_size=batch, num_workers=WORKERS):
            torch.softmax(model(images), dim=1).numpy()
