"""The headless commands: the same jobs that the window runs, for scripts and for machines without a display.

Each command takes `--json` for machine-readable output on standard output; progress goes to standard error. Exit
status: 0 done, 1 failed with one clear sentence, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from engine import __version__
from engine.errors import PlannerError
from engine.translation import tr

_COMMANDS = {
    "demo": "Make a synthetic sample cohort and run the whole pipeline on it, in a few minutes.",
    "scan": "Tell what is in folders of images: loaded, skipped and why, patients, classes.",
    "run": "Read folders, pretrain, fine-tune, measure, answer. Run again on the same project, it resumes.",
    "forecast": "The planner alone, on anybody's learning-curve points.",
    "export": "Write a study's trained model, its model card and its results to a folder.",
    "predict": "Apply an exported model to new images.",
}


class _LazyGroup(click.Group):
    """Imports a command's module when the command is called, so that `forecast` never waits for torch."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"engine.commands.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="annotation-planner")
def program() -> None:
    """How many images must we label, and how many labels does self-supervised pretraining save us?

    Without a command the window opens; `gui` opens it with a project or with the sample cohort.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; never raises for what a user can cause."""
    # Read by torch when it is imported: on a busy machine, threads that wait by spinning cost a fifth of the speed.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        status = program.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="annotation-planner",
            standalone_mode=False,
        )
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.UsageError as error:
        error.show(sys.stderr)
        return 2
    except click.ClickException as error:
        error.show(sys.stderr)
        return 1
    except PlannerError as error:
        click.echo(str(error), err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo(tr("Interrupted."), err=True)
        return 130
    except BrokenPipeError:  # the reader of our output, e.g. `head`, has left
        sys.stderr.close()
        return 0
    return status if isinstance(status, int) else 0
