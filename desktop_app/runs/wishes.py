"""How much of the machine a job may use, as the settings have it; put into every request on its way to the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from desktop_app.preferences import Preferences
    from engine.running.requests import Request


@dataclass(frozen=True, slots=True)
class WorkerWishes:
    """device, threads: as in `StudyRequest`. decoders: decoding processes, 0 for one a core."""

    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    threads: int = 0
    decoders: int = 0

    @classmethod
    def of(cls, preferences: Preferences) -> WorkerWishes:
        """Those of the settings."""
        return cls(preferences.device, preferences.threads, preferences.decoders)


def with_wishes(request: Request, wishes: WorkerWishes) -> Request:
    """The request with what it leaves open filled in; what it asks for itself stays."""
    from engine.running.requests import ScanRequest, StudyRequest

    if isinstance(request, StudyRequest):
        device = wishes.device if request.device == "auto" else request.device
        return replace(request, device=device, threads=request.threads or wishes.threads)
    if isinstance(request, ScanRequest):
        return replace(request, jobs=request.jobs or wishes.decoders)
    return request
