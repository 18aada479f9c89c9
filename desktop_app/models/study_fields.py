"""Every setting of a study that the form behind "Advanced" offers, in groups; all words marked for translation."""

from __future__ import annotations

from desktop_app.models.study_field import Field, Group, degrees, number_field, percent, whole
from engine.learning_curve.design import BACKBONES
from engine.translation import mark

BACKBONE_WORDS = {
    "resnet18": mark("ResNet-18 (fast)"),
    "resnet34": mark("ResNet-34"),
    "resnet50": mark("ResNet-50 (slow, large)"),
    "convnext_tiny": mark("ConvNeXt-Tiny (slow)"),
    "efficientnet_b0": mark("EfficientNet-B0 (small)"),
}
TRAINED_WORDS = {
    "all": mark("All layers"),
    "last_two_stages": mark("The last two stages"),
    "last_stage": mark("The last stage"),
}
STOP_WORDS = {"all": mark("After all trainings"), "settled": mark("As soon as the answer is settled")}
_SIZES = (32, 64, 96, 128, 160, 192, 224, 256, 320, 384, 448, 512)


_EPOCHS, _IMAGES, _STEPS = mark("passes"), mark("images"), mark("steps")

MEASURED = Group(
    mark("What is measured"),
    (
        whole(
            "seeds", mark("Repetitions"),
            mark("Trainings for each budget, each with other images. More narrow the band."),
            "", 1, 50,
        ),
        percent(
            "test_fraction", mark("Test share"),
            mark("Labelled images kept for testing, by patient. Fixed for the project once a study has run."), 5, 80,
        ),
        Field(
            "stop_when", "choice", mark("Ends"),
            mark("Ending when settled leaves out trainings that would hardly change how many labels are needed."),
            choices=tuple(STOP_WORDS.items()),
        ),
        number_field(
            "margin", mark("Margin"),
            mark("How much of the metric may be lost and performance still counts as maintained, no unit."),
            0.0, 0.5, 0.005, 3,
        ),
        Field(
            "probe", "flag", mark("Quick check"),
            mark("Tests the pretrained features by themselves: seconds, and a first curve at once."),
        ),
        whole(
            "split_seed", mark("Test set's draw"),
            mark("Another number draws other test patients. Fixed for the project once a study has run."), "", 0, 9999,
        ),
    ),
)  # fmt: skip
NETWORK = Group(
    mark("Network"),
    (
        Field(
            "backbone", "choice", mark("Network"),
            mark("A larger one takes longer and needs more images to pay."),
            choices=tuple((name, BACKBONE_WORDS.get(name, name)) for name in BACKBONES),
        ),
        Field(
            "image_size", "choice", mark("Image size"),
            mark("Side of what the network sees. Twice the side takes about three times as long."),
            choices=tuple((side, f"{side} × {side}") for side in _SIZES),
        ),
        Field(
            "finetuning.trained", "choice", mark("Trained on labels"),
            mark("Which layers learn from the labels. Fewer are quicker, and hold on to what was pretrained."),
            choices=tuple(TRAINED_WORDS.items()),
        ),
        whole(
            "finetuning.cached_views", mark("Views kept"),
            mark("Where not all layers learn: variants of each image that the other layers are computed for, once."),
            "", 1, 64,
        ),
    ),
)  # fmt: skip
PRETRAINING = Group(
    mark("Pretraining (SimCLR)"),
    (
        whole(
            "pretraining.epochs", mark("Length"),
            mark("Passes over the unlabelled images. What matters most for the pretrained start."), _EPOCHS, 1, 2000,
        ),
        whole(
            "pretraining.batch_size", mark("Batch"),
            mark("Images a step, which are told apart from each other; memory grows with it."), _IMAGES, 2, 1024,
        ),
        number_field(
            "pretraining.temperature", mark("Temperature"),
            mark("Temperature of the NT-Xent loss, no unit. 0.2 is a good start; small is strict."), 0.01, 10, 0.05, 2,
        ),
        number_field(
            "pretraining.learning_rate", mark("Learning rate"),
            mark("Largest step of the optimiser, no unit. Too high and the loss jumps or the encoder collapses."),
            0.000001, 0.1, 0.0001, 6,
        ),
        number_field(
            "pretraining.weight_decay", mark("Weight decay"),
            mark("Pull of the weights towards 0, no unit; holds large networks back."), 0, 1, 0.0001, 6,
        ),
        percent(
            "pretraining.warmup_fraction", mark("Warm-up"),
            mark("Share of the steps in which the rate climbs."), 0, 95,
        ),
        whole(
            "pretraining.projection_width", mark("Projection width"),
            mark("Numbers an image is reduced to where images are compared; left away afterwards."), "", 2, 2048,
        ),
        whole(
            "pretraining.seed", mark("Random start"),
            mark("Another number pretrains another encoder."), "", 0, 9999,
        ),
    ),
)  # fmt: skip


def _variation(part: str) -> tuple[Field, ...]:
    return (
        percent(
            f"{part}.crop_scale_min", mark("Smallest crop"),
            mark("Least share of the image that a view shows."), 5, 100,
        ),
        degrees(f"{part}.rotation_degrees", mark("Rotation"), mark("Largest turn either way.")),
        percent(f"{part}.brightness", mark("Brightness"), mark("Largest change either way."), 0, 95),
        percent(f"{part}.contrast", mark("Contrast"), mark("Largest change either way."), 0, 95),
        number_field(
            f"{part}.gamma", mark("Gamma"),
            mark("Largest change of the logarithm of gamma, no unit."), 0, 2, 0.05, 2,
        ),
        Field(
            f"{part}.flip", "flag", mark("Mirror"),
            mark("Mirrors half of the views left to right, the heart with it."),
        ),
    )  # fmt: skip


VIEWS = Group(
    mark("Views that pretraining compares"),
    (
        *_variation("pretraining"),
        percent(
            "pretraining.blur_probability",
            mark("Blurred"),
            mark("Share of the views that are blurred."),
            0,
            100,
        ),
    ),
)
TRAINING = Group(
    mark("Training on labels"),
    (
        whole(
            "finetuning.epochs", mark("Length"),
            mark("Passes over the labelled images in each training."), _EPOCHS, 1, 500,
        ),
        whole("finetuning.batch_size", mark("Batch"), mark("Images a step of each training."), _IMAGES, 2, 512),
        whole(
            "finetuning.min_steps", mark("At least"),
            mark("Lower limit of each training's length: small budgets need it."),
            _STEPS, 1, 20000,
        ),
        whole(
            "finetuning.max_steps", mark("At most"),
            mark("Upper limit of each training's length, whatever the budget."),
            _STEPS, 1, 20000,
        ),
        number_field(
            "finetuning.learning_rate", mark("Learning rate"),
            mark("Largest step for the pretrained layers, no unit."),
            0.000001, 0.1, 0.0001, 6,
        ),
        number_field(
            "finetuning.head_learning_rate", mark("Last layer's rate"),
            mark("Largest step for the layer that tells the classes, no unit."), 0.000001, 0.1, 0.0001, 6,
        ),
        number_field(
            "finetuning.weight_decay", mark("Weight decay"),
            mark("Pull of the weights towards 0, no unit; holds against learning few images by heart."), 0, 1, 0.001, 6,
        ),
        percent(
            "finetuning.warmup_fraction", mark("Warm-up"),
            mark("Share of the steps in which the rate climbs."), 0, 95,
        ),
        Field(
            "finetuning.class_weights", "flag", mark("Even out classes"),
            mark("Each class weighs the same, however few images it has."),
        ),
        percent(
            "finetuning.validation_fraction", mark("Held back"),
            mark("Share of a budget's labels kept to stop a training early; 0 trains on all of them to the end."),
            0, 50,
        ),
        whole(
            "finetuning.validation_min_labels", mark("Held back from"),
            mark("Smaller budgets hold nothing back: they have none to spare."), mark("labels"), 8, 10000,
        ),
        whole(
            "finetuning.check_every", mark("Looks every"),
            mark("How often the labels held back are looked at."), _STEPS, 1, 1000,
        ),
        whole(
            "finetuning.patience", mark("Patience"), mark("Looks without a new best after which a training stops."),
            mark("looks"), 1, 100,
        ),
    ),
)  # fmt: skip
VARIED = Group(mark("How training images are varied"), _variation("finetuning"))
GROUPS = (MEASURED, NETWORK, PRETRAINING, VIEWS, TRAINING, VARIED)
