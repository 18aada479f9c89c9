from __future__ import annotations

import torch

from engine.running.seeding import generator, permutation, seed_of


def test_a_key_gives_the_same_numbers_on_every_machine() -> None:
    # Written down once: a change would silently make every stored study irreproducible.
    assert seed_of("views", 0, 1) == 1746260694005796537
    assert seed_of("views", 0, 1, bits=32) == 1746260694005796537 >> 31


def test_keys_that_look_alike_differ() -> None:
    keys = [("a", "b"), ("ab",), ("a", "b", ""), (1, 12), (11, 2), ("1", 12), (12, 1)]
    assert len({seed_of(*key) for key in keys}) == len(keys)


def test_generators_of_one_key_agree() -> None:
    first, second, other = (torch.rand(4, generator=generator("x", n)) for n in (1, 1, 2))
    assert torch.equal(first, second)
    assert not torch.equal(first, other)


def test_permutation_holds_every_number() -> None:
    order = permutation(50, "pool", 0, 3)
    assert sorted(order.tolist()) == list(range(50))
    assert not torch.equal(order, permutation(50, "pool", 0, 4))
