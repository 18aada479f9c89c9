"""`annotation-planner forecast`: the planner alone, in less than a second, without the training libraries."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
import msgspec

from engine.errors import InputError


@click.command()
@click.argument("points", required=False, type=click.Path(path_type=Path))
@click.option("--metric", help="Which metric, where the table has several (auc, accuracy, …).")
@click.option("--target", type=float, help="The level to reach, e.g. 0.90.")
@click.option("--at", "at", help="Predict at these numbers of labels, e.g. 400,800.")
@click.option("--n-test", type=click.IntRange(1), help="Test images; the answer is then about new patients.")
@click.option("--initialisation", help="Which curve, where the table has several.")
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
    jsonl: bool,
    as_json: bool,
) -> None:
    """Labels needed for a target, from POINTS, a CSV file with the columns n_labels, seed, value."""
    if jsonl:
        _serve_cases()
        return
    if points is None:
        raise click.UsageError("Name the CSV file with the points, or use --jsonl.")
    budgets = _numbers(at)
    from engine.learning_curve.forecast import forecast
    from engine.learning_curve.points_csv import read_points_csv
    from engine.planning.forecast_json import forecast_answer

    curves = read_points_csv(points, metric.lower() if metric else None)
    if initialisation is not None:
        curves = tuple(curve for curve in curves if curve.initialisation == initialisation)
    if not curves:
        raise InputError(
            f"The table has no curve '{initialisation}'. Check the column initialisation.", code="no_points"
        )
    if len({(curve.metric, curve.mode) for curve in curves}) > 1:
        names = ", ".join(sorted({" ".join(filter(None, (c.metric, c.mode))) for c in curves}))
        raise InputError(f"The table holds several measurements: {names}. Choose one with --metric.", code="several")
    answers = {
        curve.initialisation: forecast_answer(
            forecast(
                curve.observations,
                curve.metric or (metric or "auc").lower(),
                target=target,
                at=budgets,
                n_test=n_test if n_test is not None else curve.n_test,
            )
        )
        for curve in curves
    }
    if as_json:
        answer = next(iter(answers.values())) if len(answers) == 1 else {"curves": answers}
        click.echo(msgspec.json.encode(answer))
        return
    for name, answer in answers.items():
        click.echo(f"{name}: {answer.sentence}" if name else answer.sentence)
        for prediction in answer.at:
            if prediction.median is None:
                click.echo(f"  at {prediction.n_labels} labels: nothing can be said that far out")
            else:
                click.echo(
                    f"  at {prediction.n_labels} labels: {prediction.median:.3f} "
                    f"(80 % interval {prediction.low80:.3f}–{prediction.high80:.3f})"
                )


def _numbers(text: str | None) -> tuple[int, ...]:
    try:
        numbers = tuple(int(part) for part in (text or "").split(",") if part.strip())
    except ValueError:
        raise click.BadParameter("--at takes whole numbers with commas between, e.g. 400,800") from None
    if any(number < 1 for number in numbers):
        raise click.BadParameter("--at takes numbers of at least 1")
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
