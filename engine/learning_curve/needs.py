"""What a study needs of the machine before it is run: memory at its peak, and room on the disk.

Memory follows peaks measured with one process on a CPU with bfloat16 (torch 2.15, 64 to 224 pixels, batches of 8 to
64): what was measured is within a fifth of it. Room on the disk is the sum of the files that a study writes.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.finetuning.config import batch_size_of
from engine.learning_curve.design import StudyConfig, study_cells

# Parameters of torchvision's networks without the classes' layer, in millions, and MB that a 64-pixel image's
# activations and gradients take in a training step.
_NETWORKS = {
    "resnet18": (11.2, 1.7),
    "resnet34": (21.3, 2.1),
    "resnet50": (23.5, 7.5),
    "convnext_tiny": (27.8, 6.0),
    "efficientnet_b0": (4.0, 4.4),
}
_LARGEST = (27.8, 7.5)
_MB = 1e6
_WORKER = 700 * _MB  # Python, torch and the other libraries
_WORKSPACE = 90 * _MB  # the convolutions' own, for each training
_NUMBERS = 4  # the weights, their gradients and AdamW's two moments
_FLOAT = 4
_HELD_AT_MOST = 256 << 20  # `batches.source`: a larger pool is read from its file
_CACHE_SIDE = 256
_MOST_AT_ONCE = 8
_MOST_WITH_FREED_KEPT = 2.6e9
_FLOAT32 = 1.5  # a training's memory in float32, of that in bfloat16
_SHARE_OF_FREE = 0.3


@dataclass(frozen=True, slots=True)
class StudyNeeds:
    """Bytes. memory: of the training process at its peak, on a CPU. disk: what stays in the project. passing: what is
    on the disk beside that while it runs."""

    memory: float
    disk: float
    passing: float

    def leaves_room(self, autocast: str, free: float) -> bool:
        """Whether the process may keep what a step frees for the next (`running.freed_memory`), on a CPU.

        It takes up to a half more memory then, which a large training had better leave to the images; but float32 takes
        three times as long as bfloat16, and is allowed it where most of the machine's memory, `free` bytes, is unused.
        """
        if autocast != "float32":
            return self.memory <= _MOST_WITH_FREED_KEPT
        peak = _WORKER + (self.memory - _WORKER) * _FLOAT32
        return peak <= _MOST_WITH_FREED_KEPT or peak <= _SHARE_OF_FREE * free


def study_needs(
    config: StudyConfig, budgets: tuple[int, ...], n_pool: int, n_train: int, n_test: int, threads: int
) -> StudyNeeds:
    """Of a study that starts from nothing. budgets: not empty, increasing. threads: trainings that run at once."""
    millions, of_image = _NETWORKS.get(config.backbone, _LARGEST)
    weights = millions * _MB * _FLOAT
    side = min(round(1.25 * config.image_size), _CACHE_SIDE)
    scale = (config.image_size / 64) ** 2
    pretrained = [i for i in config.initialisations if i.kind == "simclr"]
    training = _WORKSPACE + _NUMBERS * weights

    copied = n_pool * side**2 if pretrained else 0
    views = 2 * min(config.pretraining.batch_size, n_pool)
    pretraining = training + views * scale * of_image * _MB + min(copied, _HELD_AT_MOST) if pretrained else 0.0

    at_once = max(1, min(threads, _MOST_AT_ONCE, len(study_cells(config, budgets))))
    batch = batch_size_of(budgets[-1], config.finetuning)
    held = n_train * side**2 + n_test * _CACHE_SIDE**2
    starts = len(config.initialisations) * weights
    finetuning = at_once * (training + batch * scale * of_image * _MB) + held + starts

    kept = (len(pretrained) + len(config.initialisations)) * weights
    checkpoint = (_NUMBERS - 1) * weights if pretrained else 0.0
    from_file = copied if copied > _HELD_AT_MOST and side < _CACHE_SIDE else 0.0
    return StudyNeeds(_WORKER + max(pretraining, finetuning), kept, checkpoint + from_file)
