"""Settled worlds on disk: the ones used longest ago go when there are too many, and nothing else does."""

import os

from sim.population.settled import make_room


def world(folder, name, size, used):
    path = folder / f"settled-{name}.npz"
    path.write_bytes(b"x" * size)
    os.utime(path, ns=(used, used))
    return path


def test_the_ones_used_longest_ago_go(tmp_path):
    worlds = [world(tmp_path, str(k), 10, used=1000 + k) for k in (3, 1, 2, 0)]
    (tmp_path / "phase.nbi").write_bytes(b"x" * 1000)
    make_room(tmp_path, most=20)
    assert [path.exists() for path in worlds] == [True, False, True, False]
    assert (tmp_path / "phase.nbi").exists(), "a kernel is no settled world"
    make_room(tmp_path, most=20)
    assert sum(path.exists() for path in worlds) == 2


def test_what_fits_stays_and_a_missing_folder_is_no_error(tmp_path):
    kept = world(tmp_path, "a", 10, used=1)
    make_room(tmp_path, most=10)
    assert kept.exists()
    make_room(tmp_path / "nowhere")
