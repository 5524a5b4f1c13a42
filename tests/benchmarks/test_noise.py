"""Noise dresses a quote in other typography and leaves every word as it was."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.noise import NOISES, Noise, add_noise
from benchmarks.words import skeleton
from matcher.text import tokens
from tests.benchmarks.archive import SENTENCES

TEXTS = (
    *SENTENCES,
    " ".join(SENTENCES),
    "Éclair, naïve & “Zoë’s” office 10–12 – 3.5%… -- mid-term, pro-reform",
)
SEEDS = range(40)


@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.__name__)
@pytest.mark.parametrize("text", TEXTS)
def test_noise_changes_no_letter(noise: Noise, text: str) -> None:
    for seed in SEEDS:
        assert skeleton(noise(text, Random(seed))) == skeleton(text)


@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.__name__)
@pytest.mark.parametrize("text", TEXTS)
def test_noise_changes_no_token(noise: Noise, text: str) -> None:
    expected = [token.folded for token in tokens(text)]
    for seed in SEEDS:
        assert [token.folded for token in tokens(noise(text, Random(seed)))] == expected


def test_noise_layers_change_no_token() -> None:
    for seed in range(300):
        text = TEXTS[seed % len(TEXTS)]
        noisy, _ = add_noise(text, Random(seed))
        assert [token.folded for token in tokens(noisy)] == [token.folded for token in tokens(text)]


def test_every_kind_of_noise_changes_something_somewhere() -> None:
    seen = {name for seed in range(400) for name in add_noise(TEXTS[-1] + " " + TEXTS[-2], Random(seed))[1]}
    assert seen == {noise.__name__ for noise in NOISES}


def test_noise_is_the_same_for_the_same_seed() -> None:
    assert add_noise(TEXTS[-2], Random(7)) == add_noise(TEXTS[-2], Random(7))
