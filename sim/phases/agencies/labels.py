"""Part of phase 10: the voluntary certificate (SNA) that an agency applies for, fails, gets or gives up."""

from __future__ import annotations

import math

from sim.core.draw_keys import LABEL_APPLY_FIRST, LABEL_APPLY_PASSES
from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import kernel

HONEST_PASS = 0.95  # chance that an honest firm passes the label's inspections, after repair (L2.11)


@kernel
def label_after(now, i, label, size, bad, entry):
    """Label of a firm after this quarter: applied for, refused, granted, or given up."""
    u = uniform(now.seed, Stream.LABEL_APPLY, now.week, i)
    if label == 1:
        return 0 if u < entry.label_drop / 4.0 else 1
    if u >= min(1.0, entry.label_rate / 4.0 * math.sqrt(min(size / 30.0, 4.0))):
        return 0
    # half of all first inspections fail; the honest repair it, a rogue firm is seldom able to
    if bad and happens(now, Stream.LABEL_APPLY, i, entry.label_first_fail, LABEL_APPLY_FIRST):
        return 0
    passes = entry.label_pass_rogue if bad else HONEST_PASS
    return 1 if happens(now, Stream.LABEL_APPLY, i, passes, LABEL_APPLY_PASSES) else 0
