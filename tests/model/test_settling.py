"""A world that begins with the population at rest that ships is one that has lived 24 years of its own."""

from __future__ import annotations

import numpy as np
import pytest

from sim.behaviour import Behaviour
from sim.population import settling
from sim.population.at_rest import POOL, SLOW, population_at_rest, shipped
from sim.population.settled import Settled, keep
from sim.population.settling import SETTLING_SCALE, live, settle, settling_world
from sim.population.turnover import guess
from sim.scenario.loading import load_base
from sim.state.codes import Cover, Housing, Registration, Work

LAST = -104
SEEDS = (11, 12, 13, 14)
BASE = load_base("law-2020")
RULES = BASE.rules_at(1)
PLAIN = Behaviour()
CONDUCT = PLAIN._replace(  # far from the declared figures, in groups that show within a few years
    cover=PLAIN.cover._replace(lag_other=8.0),
    extraction=PLAIN.extraction._replace(integrity_mean=0.6),
    threshold=PLAIN.threshold._replace(reluctance=0.0),
)
STAYS = PLAIN._replace(career=PLAIN.career._replace(leave_later=0.05))


def own_years(seed: int, behaviour: Behaviour) -> Settled:
    week = settling_world(seed, LAST, BASE.world, BASE.splits, behaviour, RULES)
    return keep(week, live(week, LAST, RULES), "")


def shared_years(seed: int, behaviour: Behaviour) -> Settled:
    return settle(seed, LAST, BASE.world, BASE.splits, behaviour, RULES)


def shares(settled: Settled) -> dict[str, float]:
    """Of those present by work, home, cover, register and stay; of persons present and abroad over a fixed number."""
    m, here = settled.migrants, settled.present
    found = {"present": here / 10_000, "abroad": (m.work.size - here) / 10_000}
    for name, column, codes in (
        ("work", m.work, (Work.AGENCY, Work.DIRECT)),
        ("home", m.housing, (Housing.TIED, Housing.RENTAL)),
        ("cover", m.cover, (Cover.NONE, Cover.EMPLOYER)),
        ("register", m.registration, (Registration.RESIDENT,)),
    ):
        found |= {f"{name} {code.name}": float(np.mean(column[:here] == code)) for code in codes}
    return found | {f"over {w} weeks": float(np.mean(m.weeks_in_nl[:here] > w)) for w in (26, 260, 520)}


def means(make, behaviour: Behaviour) -> dict[str, np.ndarray]:
    worlds = [shares(make(seed, behaviour)) for seed in SEEDS]
    return {name: np.array([world[name] for world in worlds]) for name in worlds[0]}


def apart(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> dict[str, float]:
    """Differences of more than a hundredth of those present that the spread of the seeds does not explain."""
    found = {}
    for name, values in one.items():
        gap = float(values.mean() - other[name].mean())
        error = float(np.sqrt((values.var(ddof=1) + other[name].var(ddof=1)) / len(SEEDS)))
        if abs(gap) > 0.01 + 2.5 * error:
            found[name] = round(gap, 4)
    return found


def test_the_population_that_ships_is_that_of_the_base():
    found = population_at_rest(BASE.world, BASE.splits, PLAIN)
    assert found is not None, "the figures of the base have changed: python -m tools.fit.at_rest"
    at_work = np.count_nonzero(found.migrants.work[: found.present] == Work.AGENCY)
    assert at_work == pytest.approx(POOL * SETTLING_SCALE * BASE.world.agency_migrants, rel=0.15)


def test_it_serves_every_conduct_and_no_other_stays():
    def serves(behaviour=PLAIN, world=BASE.world) -> bool:
        return population_at_rest(world, BASE.splits, behaviour) is not None

    other_line = BASE.world._replace(rogue=BASE.world.rogue._replace(line=0.1))
    assert serves(CONDUCT) and serves(world=other_line)
    assert not serves(STAYS) and not serves(world=BASE.world._replace(hirers=BASE.world.hirers + 1))
    assert set(SLOW) < set(PLAIN._fields)


def test_without_it_a_world_lives_all_its_years(monkeypatch):
    lived = []

    def noted(week, last_week, rules):
        lived.append((last_week - week.now.week, week.present.size))
        return guess(week.behaviour)

    monkeypatch.setattr(settling, "live", noted)
    monkeypatch.setattr(settling, "stored", lambda path: None)
    monkeypatch.setattr(settling, "store", lambda path, settled: None)
    asked = ((LAST, CONDUCT), (-26, CONDUCT), (-26, STAYS), (-300, PLAIN))
    for last, behaviour in asked:
        settle.__wrapped__(901, last, BASE.world, BASE.splits, behaviour, RULES)
    assert [weeks for weeks, _ in lived] == [208, 208, 286, 286, 1248, 1248], "other conduct beside the declared one"
    assert lived[0][1] == round(shipped()[0].present / POOL)


def test_what_no_base_world_feels_moves_no_start():
    deaf = PLAIN._replace(switch=PLAIN.switch._replace(anticipation=0))
    one, other = shared_years(11, PLAIN), shared_years(11, deaf)
    assert np.array_equal(one.seen.flow, other.seen.flow) and np.array_equal(one.seen.ends, other.seen.ends)
    assert (one.room, one.seen.perceived) == (other.room, other.seen.perceived)


def test_what_firms_show_is_pooled_for_the_base_and_changed_by_other_conduct():
    assert np.array_equal(shared_years(11, PLAIN).seen.flow, shipped()[0].seen.flow)
    assert not np.array_equal(shared_years(11, CONDUCT).seen.flow, shipped()[0].seen.flow)


@pytest.mark.slow
@pytest.mark.parametrize("behaviour", [PLAIN, CONDUCT], ids=["base", "other conduct"])
def test_shared_years_and_own_ones_end_alike(behaviour):
    assert apart(means(shared_years, behaviour), means(own_years, behaviour)) == {}


@pytest.mark.slow
def test_worlds_that_are_not_alike_are_told_apart():
    assert "cover NONE" in apart(means(shared_years, PLAIN), means(shared_years, CONDUCT))
