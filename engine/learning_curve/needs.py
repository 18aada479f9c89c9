"""What a study needs of the machine before it is run: memory at its peak, and room on the disk.

Memory follows peaks measured with one process on a CPU (torch 2.15, 64 to 224 pixels, batches of 8 to 64, bfloat16 and
float32): what was measured is within a fifth of it. Room on the disk is the sum of the files that a study writes.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.finetuning.config import batch_size_of
from engine.learning_curve.design import StudyConfig, study_cells

# Parameters of torchvision's networks without the classes' layer, in millions, and MB that a 64-pixel image's
# activations and gradients take in a training step in bfloat16, where freed blocks are kept.
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
_FLOAT32 = 1.85  # activations in float32, of those in bfloat16
_SHARE_OF_FREE = 0.3
_STAGE = 64 / 4**2 / 1.7  # values a pixel of ResNet-18's first stage, by its MB: the size of many of a step's blocks
_SMALL_BLOCK = 17 * _MB  # up to here glibc keeps blocks in its heap in any case, where they do not fit one another
_FALL = 0.4


@dataclass(frozen=True, slots=True)
class StudyNeeds:
    """Bytes. memory: of the training process at its peak, on a CPU. disk: what stays in the project. passing: what is
    on the disk beside that while it runs. keeps_freed: whether the process may keep what a step frees for the next
    (`running.freed_memory`)."""

    memory: float
    disk: float
    passing: float
    keeps_freed: bool


def study_needs(
    config: StudyConfig,
    budgets: tuple[int, ...],
    n_pool: int,
    n_train: int,
    n_test: int,
    threads: int,
    autocast: str = "bfloat16",
    free: float = 0.0,
) -> StudyNeeds:
    """Of a study that starts from nothing. budgets: not empty, increasing. threads: trainings that run at once.
    autocast: format of the multiplications. free: bytes of memory that the machine has unused.

    Keeping what a step frees takes up to twice the memory, which a large training had better leave to the images; but
    float32 takes three times as long as bfloat16, and is allowed it where most of the machine's memory is unused.
    """
    millions, of_image = _NETWORKS.get(config.backbone, _LARGEST)
    weights = millions * _MB * _FLOAT
    side = min(round(1.25 * config.image_size), _CACHE_SIDE)
    pretrained = [i for i in config.initialisations if i.kind == "simclr"]
    copied = n_pool * side**2 if pretrained else 0
    views, batch = 2 * min(config.pretraining.batch_size, n_pool), batch_size_of(budgets[-1], config.finetuning)
    at_once = max(1, min(threads, _MOST_AT_ONCE, len(study_cells(config, budgets))))
    held = n_train * side**2 + n_test * _CACHE_SIDE**2
    starts = len(config.initialisations) * weights

    def training(images: int, *, freed_kept: bool) -> float:
        activations = _activations(images, config.image_size, of_image, autocast, freed_kept=freed_kept)
        return _WORKSPACE + _NUMBERS * weights + activations

    def peak(*, freed_kept: bool) -> float:
        pretraining = training(views, freed_kept=freed_kept) + min(copied, _HELD_AT_MOST) if pretrained else 0.0
        return _WORKER + max(pretraining, at_once * training(batch, freed_kept=freed_kept) + held + starts)

    kept = peak(freed_kept=True)
    keeps_freed = kept <= _MOST_WITH_FREED_KEPT or (autocast == "float32" and kept <= _SHARE_OF_FREE * free)
    memory = kept if keeps_freed else peak(freed_kept=False)
    stays = len(pretrained) * weights + starts
    checkpoint = (_NUMBERS - 1) * weights if pretrained else 0.0
    from_file = copied if copied > _HELD_AT_MOST and side < _CACHE_SIDE else 0.0
    return StudyNeeds(memory, stays, checkpoint + from_file, keeps_freed)


def _activations(images: int, image_size: int, of_image: float, autocast: str, *, freed_kept: bool) -> float:
    """Bytes of a step's activations and gradients. Large blocks that are given back leave no gaps behind."""
    taken = images * (image_size / 64) ** 2 * of_image * _MB * (_FLOAT32 if autocast == "float32" else 1.0)
    block = images * image_size**2 * of_image * _STAGE * (4 if autocast == "float32" else 2)
    return taken if freed_kept or block <= _SMALL_BLOCK else taken * (_SMALL_BLOCK / block) ** _FALL
