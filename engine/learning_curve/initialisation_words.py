"""What an initialisation is called on screen and in sentences."""

from __future__ import annotations

from engine.learning_curve.design import Initialisation
from engine.learning_curve.initialisations import of_name
from engine.translation import tr

NARROW_SPACE = "\u202f"


def short_title(initialisation: Initialisation) -> str:
    """Where space is short and inside sentences: "From scratch", "SimCLR", "SimCLR (500 generic images)"."""
    if initialisation.kind == "scratch":
        return tr("From scratch")
    if initialisation.kind == "file":
        return initialisation.name
    if initialisation.pool_size is None:
        if initialisation.pool == "task":
            return tr("SimCLR (own images)")
        return tr("SimCLR (generic pool)") if initialisation.pool == "generic" else tr("SimCLR")
    n = f"{initialisation.pool_size:,}".replace(",", NARROW_SPACE)
    if initialisation.pool == "task":
        return tr("SimCLR ({n} own images)", n=n)
    if initialisation.pool == "generic":
        return tr("SimCLR ({n} generic images)", n=n)
    return tr("SimCLR ({n} images)", n=n)


def long_title(initialisation: Initialisation) -> str:
    """For lists, forms and the model card: where the weights come from, in full."""
    if initialisation.kind == "scratch":
        return tr("From scratch: random weights")
    if initialisation.kind == "file":
        return tr("Pretrained weights from a file ({name})", name=initialisation.name)
    if initialisation.pool_size is None:
        if initialisation.pool == "task":
            return tr("SimCLR pretraining on the project's own images")
        if initialisation.pool == "generic":
            return tr("SimCLR pretraining on the images of the pool folders")
        return tr("SimCLR pretraining on all images that are not tested on")
    n = f"{initialisation.pool_size:,}".replace(",", NARROW_SPACE)
    if initialisation.pool == "task":
        return tr("SimCLR pretraining on {n} of the project's own images", n=n)
    if initialisation.pool == "generic":
        return tr("SimCLR pretraining on {n} images of the pool folders", n=n)
    return tr("SimCLR pretraining on {n} of the images that are not tested on", n=n)


def title_of_name(name: str) -> str:
    """`short_title` of what a name alone tells of; another name as it is."""
    known = of_name(name)
    return name if known is None else short_title(known)
