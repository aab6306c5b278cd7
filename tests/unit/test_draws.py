"""The luck of the model: even, independent whatever neighbours it has, and the same compiled or not."""

from enum import IntEnum

import numpy as np
import pytest
from scipy import stats

from sim.core import draws
from sim.core.calendar import now
from sim.core.draws import Stream, gumbel, happens, hash64, lasting, normal, uniform
from tests.unit.draw_checks import ARGUMENTS, BROKEN, CHECKS, LIMIT, PLACES, ours


@pytest.mark.parametrize("check", CHECKS, ids=lambda f: f.__name__)
def test_draws_pass(check):
    assert check(ours) > LIMIT


@pytest.fixture(scope="module")
def verdicts() -> dict[str, set[str]]:
    return {bad.__name__: {check.__name__ for check in CHECKS if check(bad) <= LIMIT} for bad in BROKEN}


def test_every_broken_generator_is_caught(verdicts):
    assert [name for name, caught_by in verdicts.items() if not caught_by] == []


def test_every_check_catches_something(verdicts):
    assert set().union(*verdicts.values()) == {check.__name__ for check in CHECKS}


def test_checks_catch_what_they_are_made_for(verdicts):
    assert "uniformity" in verdicts["slightly_uneven"]
    assert "collisions" in verdicts["key_times_week"] and "collisions" in verdicts["deaf_to_repeats"]
    assert "serial" in verdicts["unmixed_counter"] and "neighbours" in verdicts["unmixed_counter"]
    assert "crossed" in verdicts["key_plus_key2"]
    assert "serial" in verdicts["half_remembered"]
    assert "avalanche" in verdicts["low_bits_of_a_congruence"]


FROZEN = [10707728984445996967, 12427908207221471322, 119558713543076062]


def test_draws_are_the_same_for_ever():
    """Another value here means that every stored result belongs to other luck."""
    for place, bits in zip(PLACES, FROZEN, strict=True):
        keys = [place[name] for name in ARGUMENTS]
        assert int(hash64(*keys)) == bits
        assert uniform(*keys) == ((bits >> 12) + 0.5) / 2**52


def test_smallest_and_largest_draw_lie_inside_the_interval(monkeypatch):
    for bits, expected in ((0, 2.0**-53), (2**64 - 1, 1 - 2.0**-53)):
        monkeypatch.setattr(draws, "hash64", lambda *keys, bits=bits: np.uint64(bits))
        assert uniform.py_func(1, 1, 1, 1) == expected
        assert 0 < expected < 1


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_compiled_is_python(place):
    keys = [np.int64(place[name]) for name in ARGUMENTS]
    with np.errstate(over="ignore"):
        for compiled in (uniform, gumbel, normal):
            for shift in range(50):
                keys[3] += np.int64(shift)
                assert compiled(*keys) == pytest.approx(compiled.py_func(*keys), rel=1e-14)


def test_defaults_are_zero():
    assert uniform(1, 2, 3, 4) == uniform(1, 2, 3, 4, 0, 0) == uniform(1, 2, 3, 4, key2=0, n=0)


@pytest.mark.parametrize("more", [(), (7,), (7, 3)], ids=str)
def test_what_happens_and_what_lasts_are_draws_of_the_week_and_of_week_0(more):
    today = now(5, 12, 0.01)
    for person in range(50):
        weekly, always = uniform(5, Stream.HOURS, 12, person, *more), uniform(5, Stream.HOURS, 0, person, *more)
        for chance in (weekly, np.nextafter(weekly, 1.0), always, np.nextafter(always, 1.0)):
            assert happens(today, Stream.HOURS, person, chance, *more) == (weekly < chance)
            assert lasting(5, Stream.HOURS, person, chance, *more) == (always < chance)
        assert lasting(5, Stream.HOURS, person, 0.5, week=2) == (uniform(5, Stream.HOURS, 2, person) < 0.5)


def test_plain_and_numpy_integers_give_the_same():
    for kind in (np.int8, np.int16, np.int32, np.int64):
        assert uniform(kind(1), kind(2), kind(-3), kind(4)) == uniform(1, 2, -3, 4)


def test_shapes_of_gumbel_and_normal():
    g = np.array([gumbel(1, 5, 1, key) for key in range(20_000)])
    z = np.array([normal(1, 6, 1, key, 0, n) for key in range(10_000) for n in (0, 1)])
    assert stats.kstest(g, "gumbel_r").pvalue > LIMIT
    assert stats.kstest(z, "norm").pvalue > LIMIT
    assert abs(np.corrcoef(z[::2], z[1::2])[0, 1]) < 0.05


def test_stream_numbers_are_unique():
    assert issubclass(Stream, IntEnum)
    members = Stream.__members__  # holds aliases too, which iteration leaves out
    assert len({int(value) for value in members.values()}) == len(members)
    assert all(0 < value < 10_000 for value in members.values())
