"""The ledger: euros by item, from account to account, for the country: raw sums of the weeks of a calendar year."""

from __future__ import annotations

import numpy as np

from sim.state.ledger import ENDS, Account, Item


def paid_by(account: Account) -> np.ndarray:
    """1 for the items that leave an account, 0 for the others, in the order of ``Item``."""
    return np.array([float(ENDS[item][0] == account) for item in Item])


def paid_to(account: Account) -> np.ndarray:
    """1 for the items that enter an account, 0 for the others, in the order of ``Item``."""
    return np.array([float(ENDS[item][1] == account) for item in Item])


def table(years: dict[int, np.ndarray], scale: float) -> dict[str, np.ndarray]:
    """The columns of ``ledger/``: every item of every year, also when nothing was paid.

    Parameters
    ----------
    years : dict
        Cents by item, per year, of this world.
    """
    items = list(Item)
    return {
        "year": np.repeat(np.array(list(years), np.int32), len(items)),
        "from_account": np.array([ENDS[i][0].name.lower() for i in items] * len(years), object),
        "to_account": np.array([ENDS[i][1].name.lower() for i in items] * len(years), object),
        "item": np.array([i.name.lower() for i in items] * len(years), object),
        "eur": np.array([year for year in years.values()], np.float64).reshape(-1) / 100.0 / scale,
    }
