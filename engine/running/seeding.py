"""Random numbers that any step can draw again: a generator is named by a key, never handed from step to step.

A stream that is carried along would have to be stored in every checkpoint, and one extra draw would shift all that
follow. Here the draw for (seed 3, step 120) is the same whether or not steps 0 to 119 were run in this process.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterator

import torch


def seed_of(*key: int | str, bits: int = 63) -> int:
    """A number in [0, 2**bits) that depends on nothing but the key: the same on every machine and in every run.

    Integers and strings of equal spelling are different keys (1 is not "1"), and so are ("a", "b") and ("ab",).
    """
    spelling = "".join(f"{type(part).__name__}:{len(str(part))}:{part};" for part in key)
    digest = hashlib.blake2b(spelling.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - bits)


def generator(*key: int | str) -> torch.Generator:
    """A fresh CPU generator, seeded by the key. Parameters are drawn on the CPU so that they do not depend on the
    device."""
    return torch.Generator().manual_seed(seed_of(*key))


def permutation(n: int, *key: int | str) -> torch.Tensor:
    """int64 (n,): the numbers 0 to n - 1 in an order that depends on the key alone."""
    return torch.randperm(n, generator=generator("permutation", *key))


_process_state = threading.RLock()


@contextlib.contextmanager
def own_random_state(*key: int | str) -> Iterator[None]:
    """For code that draws from torch's process-wide state, such as a layer's constructor: seeded by the key inside, as
    it was before outside, one thread at a time, so that trainings side by side do not draw from each other's streams.
    """
    with _process_state, torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed_of(*key))
        yield
