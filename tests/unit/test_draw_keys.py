"""No two decisions share a draw: every use of every stream in the source is listed, and none meets another."""

import re
from itertools import combinations

import pytest

from sim.core import draw_keys
from sim.core.draw_keys import EXTENT
from sim.core.draws import Stream
from sim.phases.agencies.stakes import ATTEMPTS
from tests.unit.draw_uses import Use, loop_bounds, streams, uses

# One decision that is taken, or known, in two places: they must draw alike. By stream, with the functions.
SAME = {
    "JOB_CHOICE": {"own_order", "_worth_of_order"},  # what a person thinks of an order, whoever offers it
    "IDLE_RELEASE": {"_split_surplus", "at_the_limit"},  # whether the agency has other work; one of them a week
    "REGISTER_CHECK": {"restore_clients", "_buyer"},  # whether a hirer looks in the register: lasting
    "FOUNDER_LIFE": {"found", "_decides"},  # how long a founder means to stay: weighed first, kept to after
    "DIGITAL_ACCESS": {"access", "looks_it_up"},  # whether a person can use the site: lasting
    "MUNICIPALITY": {"asked", "_across_the_border"},  # the town of a house: lasting
}
# Numbers that are no key but part of what the key counts: the firm a director has next, or had before.
COUNTED = {"int(a.incarnation[i]) + 1", "int(a.incarnation[i]) - 1"}
# Rows of keys that no loop walks through, and how many of them there are.
COUNTS = {"ADMISSION_REVIEW_PASSES": ATTEMPTS, "ADMISSION_REVIEW_REVOKED": ATTEMPTS}


def function(place: str) -> str:
    return place.split(":")[1]


def by_stream() -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {name: [] for name in Stream.__members__}
    for use in uses():
        found[use.stream].append(use)
    return found


def test_every_stream_is_used():
    assert [name for name, found in by_stream().items() if not found] == []


def test_no_call_writes_a_key_of_its_own():
    found = {(use.drawn, text) for use in uses() for text in use.numbers if text not in COUNTED}
    assert not found


@pytest.mark.parametrize("stream", sorted(streams()))
def test_no_two_uses_of_a_stream_meet(stream):
    for one, other in combinations(by_stream()[stream], 2):
        if (one.named, one.drawn) == (other.named, other.drawn):
            continue
        shared = {function(one.drawn), function(other.drawn)} <= SAME.get(stream, set())
        assert shared or not one.meets(other), f"{stream}: {one} and {other}"


@pytest.mark.parametrize("stream", sorted(SAME))
def test_what_is_said_to_be_one_decision_draws_alike(stream):
    pairs = combinations([use for use in by_stream()[stream] if function(use.drawn) in SAME[stream]], 2)
    assert any(one.meets(other) for one, other in pairs)
    assert {function(use.drawn) for use in by_stream()[stream]} >= SAME[stream]


def test_rows_of_keys_have_room_for_the_widest_parameters():
    bounds = loop_bounds()
    needed = {name: COUNTS.get(name, most) for name, most in bounds.items()}
    assert needed.keys() == EXTENT.keys()
    assert {name: most for name, most in needed.items() if most > EXTENT[name]} == {}


def test_names_say_the_stream():
    names = [name for name, value in vars(draw_keys).items() if name.isupper() and isinstance(value, int)]
    names.remove("LOOKS_MOST")
    assert [name for name in names if not any(name.startswith(f"{stream}_") for stream in streams())] == []


def test_the_eighth_look_is_not_the_look_of_the_own_agency():
    """The collision that was: ``candidates`` may be 8, and the eighth look had the key of an agency's own orders."""
    looks = [use for use in by_stream()["JOB_RING"] if function(use.drawn) == "_meets_hirer"]
    own = [use for use in by_stream()["JOB_RING"] if function(use.drawn) == "own_order"]
    assert [use.key2 for use in looks] == [(0, 7)]
    assert own and not any(use.meets(other) for use in looks for other in own)


def test_the_list_of_uses_is_whole():
    """As many streams are found in calls as are named in the source at all."""
    named = {use.named for use in uses()}
    assert len(named) > 200
    assert all(re.fullmatch(r"[\w.]+:\w+:\d+", place) for place in named)
