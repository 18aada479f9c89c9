"""`annotation-planner forecast`: the planner alone, in less than a second, without the training libraries."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from engine.commands.cost_options import CostOptions, cost_options
from engine.errors import InputError
from engine.translation import tr

if TYPE_CHECKING:
    from engine.learning_curve.forecast import FittedCurve
    from engine.learning_curve.points_csv import PointsCurve
    from engine.planning.best_budget import PlanOption
    from engine.planning.forecast_json import ForecastAnswer


@click.command()
@click.argument("points", required=False, type=click.Path(path_type=Path))
@click.option("--metric", help="Which metric, where the table has several (auc, accuracy, …).")
@click.option("--target", type=float, help="The level to reach, e.g. 0.90.")
@click.option("--at", "at", help="Predict at these numbers of labels, e.g. 400,800.")
@click.option("--n-test", type=click.IntRange(1), help="Test images; the answer is then about new patients.")
@click.option("--initialisation", help="Which curve, where the table has several.")
@cost_options
@click.option(
    "--chance",
    type=click.FloatRange(0.5, 0.99),
    default=0.8,
    show_default=True,
    help="Of reaching the target, for the plan's cost.",
)
@click.option(
    "--jsonl", is_flag=True, help="One JSON case a line on standard input, one answer a line on standard output."
)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output on standard output.")
def command(
    points: Path | None,
    metric: str | None,
    target: float | None,
    at: str | None,
    n_test: int | None,
    initialisation: str | None,
    minutes: float | None,
    readers: int | None,
    rate: float | None,
    setup: float | None,
    labelled: int | None,
    prevalence: float | None,
    rare_share: float | None,
    chance: float,
    jsonl: bool,
    as_json: bool,
) -> None:
    """Labels needed for a target, from POINTS, a CSV file with the columns n_labels, seed, value.

    With --minutes, --readers or --rate it also says what the plan costs; of several curves, which is the cheapest.
    """
    if jsonl:
        _serve_cases()
        return
    if points is None:
        raise click.UsageError(tr("Name the CSV file with the points, or use --jsonl."))
    cost = CostOptions(minutes, readers, rate, setup, labelled, prevalence, rare_share)
    if cost.given and target is None:
        raise click.UsageError(tr("A plan's cost needs its --target."))
    budgets = _numbers(at)
    from engine.learning_curve.forecast import fit_curve
    from engine.planning.forecast_json import forecast_answer, plan_answer

    curves = _curves(points, metric, initialisation)
    name = curves[0].metric or (metric or "auc").lower()
    fitted = {
        curve.initialisation: fit_curve(curve.observations, name, n_test=n_test if n_test is not None else curve.n_test)
        for curve in curves
    }
    options = _options(fitted, cost, target, chance) if target is not None and cost.given else ()
    plans = {option.initialisation: plan_answer(option, chance) for option in options}
    answers = {key: forecast_answer(one.forecast(target, budgets), plans.get(key)) for key, one in fitted.items()}
    if as_json:
        click.echo(msgspec.json.encode(_told(answers, options)))
    else:
        _say(answers)
        if options and target is not None:
            from engine.planning.best_budget_words import options_sentences
            from engine.planning.cost_words import rare_words

            for sentence in options_sentences(options, name, target, chance):
                click.echo(sentence.replace("**", ""))
            if options[0].cost is not None and rare_words(options[0].cost):
                click.echo(rare_words(options[0].cost))


def _curves(points: Path, metric: str | None, initialisation: str | None) -> tuple[PointsCurve, ...]:
    """The table's curves of one metric. Raises InputError."""
    from engine.learning_curve.points_csv import read_points_csv

    curves = read_points_csv(points, metric.lower() if metric else None)
    if initialisation is not None:
        curves = tuple(curve for curve in curves if curve.initialisation == initialisation)
    if not curves:
        raise InputError(
            tr("The table has no curve '{name}'. Check the column initialisation.", name=initialisation),
            code="no_points",
        )
    if len({(curve.metric, curve.mode) for curve in curves}) > 1:
        names = ", ".join(sorted({" ".join(filter(None, (c.metric, c.mode))) for c in curves}))
        raise InputError(
            tr("The table holds several measurements: {names}. Choose one with --metric.", names=names), code="several"
        )
    return curves


def _options(fitted: dict[str, FittedCurve], cost: CostOptions, target: float, chance: float) -> tuple[PlanOption, ...]:
    """The plans, the cheapest first. Raises InputError for a target outside 0–1."""
    from engine.planning.best_budget import cheapest_plans
    from engine.planning.curve_draws import CurveDraws

    if not 0.0 < target <= 1.0:
        return ()  # the forecast refuses it in its own words
    return cheapest_plans([CurveDraws(name, one) for name, one in fitted.items()], cost.model(), target, chance)


def _told(answers: dict[str, ForecastAnswer], options: tuple[PlanOption, ...]) -> object:
    if len(answers) == 1:
        return next(iter(answers.values()))
    if not options:
        return {"curves": answers}
    return {"curves": answers, "cheapest": options[0].initialisation if options[0].n_labels is not None else None}


def _say(answers: dict[str, ForecastAnswer]) -> None:
    for name, answer in answers.items():
        click.echo(f"{name}: {answer.sentence}" if name else answer.sentence)
        for p in answer.at:
            if p.median is None or p.low80 is None or p.high80 is None:
                click.echo("  " + tr("at {n} labels: nothing can be said that far out", n=p.n_labels))
            else:
                click.echo(
                    "  "
                    + tr(
                        "at {n} labels: {median} (80 % interval {low}–{high})",
                        n=p.n_labels,
                        median=f"{p.median:.3f}",
                        low=f"{p.low80:.3f}",
                        high=f"{p.high80:.3f}",
                    )
                )


def _numbers(text: str | None) -> tuple[int, ...]:
    try:
        numbers = tuple(int(part) for part in (text or "").split(",") if part.strip())
    except ValueError:
        raise click.BadParameter(tr("--at takes whole numbers with commas between, e.g. 400,800")) from None
    if any(number < 1 for number in numbers):
        raise click.BadParameter(tr("--at takes numbers of at least 1"))
    return numbers


def _serve_cases() -> None:
    """Answer cases until standard input ends; a case that cannot be answered is answered with its error."""
    from engine.learning_curve.backtest_protocol import predict_case

    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            answer = predict_case(json.loads(line))
        except InputError as error:
            answer = {"error": str(error)}
        except (ValueError, KeyError, TypeError):
            answer = {"error": "This line is not a case: it needs metric, obs with n and values, targets and levels."}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
