"""The options of what labelling costs, for every command that plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from engine.translation import tr

if TYPE_CHECKING:
    from engine.planning.cost import CostModel

_POSITIVE = click.FloatRange(0.0, 1e6, min_open=True)
_MONEY = click.FloatRange(0.0, 1e12)
_SHARE = click.FloatRange(0.0, 1.0, min_open=True)


@dataclass(frozen=True, slots=True)
class CostOptions:
    """As given on the command line, None where not given; `model` makes a cost of them."""

    minutes: float | None
    readers: int | None
    rate: float | None
    setup: float | None
    labelled: int | None
    prevalence: float | None
    rare_share: float | None

    @property
    def given(self) -> bool:
        """Whether the user asked about costs at all."""
        return any(getattr(self, name) is not None for name in self.__slots__)

    def model(self) -> CostModel:
        """The cost model: one minute an image and one reader where not said. Raises click.UsageError."""
        from engine.planning.cost import CostModel

        if (self.prevalence is None) != (self.rare_share is None):
            raise click.UsageError(tr("--prevalence and --rare-share go together: give both, or neither."))
        return CostModel(
            minutes_per_image=1.0 if self.minutes is None else self.minutes,
            readers=self.readers or 1,
            hourly_rate=self.rate or 0.0,
            setup_cost=self.setup or 0.0,
            already_labelled=self.labelled or 0,
            prevalence=self.prevalence,
            rare_share=self.rare_share,
        )


def cost_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a click command the options; it takes them as arguments of `CostOptions`' names."""
    for option in reversed(
        (
            click.option("--minutes", type=_POSITIVE, help="Minutes that one reader needs for an image. Default: 1."),
            click.option("--readers", type=click.IntRange(1, 100), help="How many people read each image. Default: 1."),
            click.option("--rate", type=_MONEY, help="Cost of an hour of one reader."),
            click.option("--setup", type=_MONEY, help="Cost once, as soon as one image more is labelled."),
            click.option(
                "--labelled", type=click.IntRange(0, 10**9), help="Training images that are labelled already."
            ),
            click.option("--prevalence", type=_SHARE, help="Share of the rare class among the unlabelled images, 0–1."),
            click.option("--rare-share", type=_SHARE, help="Share of the rare class wanted among the labels, 0–1."),
        )
    ):
        command = option(command)
    return command
