"""Random numbers that any step can draw again: a generator is named by a key, never handed from step to step.

A stream that is carried along would have to be stored in every checkpoint, and one extra draw would shift all that
follow. Here the draw for (seed 3, step 120) is the same whether or not steps 0 to 119 were run in this process.
"""

from __future__ import annotations

import hashlib

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
