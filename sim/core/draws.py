"""Keyed random draws: every draw is a pure function of (seed, stream, week, key, key2, n).

Same seed, other policy: every person, firm and house meets the same draws. Keys are identities that are the
same in every scenario (person, director, location), never positions that a policy could move. A decision has
its own stream number, which is never used again for another decision.
"""

from __future__ import annotations

import math
from enum import IntEnum, unique

import numpy as np

from sim.core.calendar import EARLIEST
from sim.core.kernels import array_maker, inlined, kernel, scalar

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX2 = np.uint64(0x94D049BB133111EB)
_KEY2 = np.uint64(0xD6E8FEB86659FD93)
_REPEAT = np.uint64(0xA0761D6478BD642F)
_S30, _S27, _S31, _S12 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(12)
# 52 bits: with 53 the largest one plus a half rounds up to exactly 1, whose Gumbel draw is infinite.
_UNIT = 2.0**-52
# Warm-up and settling weeks are negative; NumPy refuses to make a negative number unsigned.
_WEEK_ZERO = -EARLIEST


@unique
class Stream(IntEnum):
    """One number per random decision. Append only; a number once used is never used again."""

    # population and fixed lists
    PERSON_SEX = 1
    PERSON_AGE = 2
    PERSON_ORIGIN = 3
    PERSON_KNOWLEDGE = 4
    PERSON_NETWORK = 5
    PERSON_SECTOR = 6
    PERSON_CIRCULAR = 8
    PERSON_SAVINGS = 9
    AGENCY_SIZE = 11
    AGENCY_OTHER = 12
    AGENCY_INTEGRITY = 13
    AGENCY_TYPE = 14
    AGENCY_PROVINCE = 15
    AGENCY_SECTOR = 16
    AGENCY_AGE = 17
    AGENCY_MARGIN = 18
    AGENCY_LABEL = 19
    AGENCY_LIFE = 20
    HIRER_SIZE = 21
    HIRER_SECTOR = 22
    HIRER_PROVINCE = 23
    HIRER_AWARENESS = 24
    HIRER_SUPPLIER = 25
    HIRER_SHOCK = 26
    HIRER_ROUND = 27
    HIRER_SECTOR_WAGE = 28
    PLACE_BEDS = 31
    PLACE_KIND = 32
    PLACE_CROWDING = 33
    PLACE_OWNER = 34
    SAMPLE_ROWS = 36
    AGENCY_CAPITAL = 38
    AGENCY_FOREIGN = 39
    # ends of placements
    SEPARATION = 51
    SURPLUS = 52
    END_CAUSE = 53
    END_LEAVES = 54
    END_ONWARD = 55
    END_ONWARD_FORM = 56
    END_TRANSFER = 57
    THRESHOLD = 58
    CONTRACT_FORM = 59
    DIRECT_END = 61
    DIRECT_NEXT = 62
    IDLE_RELEASE = 63
    # home
    NOTICE = 71
    QUICK_EVICTION = 72
    HOUSING_SEARCH = 73
    FRIENDS_STAY = 74
    MOVE_TO_RENTAL = 75
    KEEP_BED = 76
    SHELTER = 77
    LOCATION = 78
    MUNICIPAL_CHECK = 79
    BUILD = 80
    TIED_ON_ARRIVAL = 81
    LOCATION_CLOSE = 82
    RENT_ARREARS = 83
    # cover and health
    ENROLMENT = 91
    ENROLMENT_LAG = 92
    OWN_POLICY = 93
    RUNOFF = 94
    HOME_COVER = 95
    BENEFIT_CLAIM = 96
    SELF_EMPLOYED_COVER = 97
    ILLNESS = 101
    RECOVERY = 102
    CARE_NEED = 103
    CARE_SEEK = 104
    SICK_RETURN = 106
    # work
    JOB_SEARCH = 111
    JOB_RING = 112
    JOB_CHOICE = 113
    OFFER_REFUSED = 114
    RECRUIT_RING = 115
    RETURN_WEEK = 116
    RETURN_RING = 117
    JOBLESS_LEAVES = 118
    JOBLESS_DIRECT = 119
    HOURS = 120
    # leaving, registering
    REGISTER = 132
    REGISTER_DECAY = 133
    CONTACT = 134
    # complaints and enforcement
    COMPLAINT = 141
    INSPECT_SCORE = 143
    INSPECT_FIND = 144
    INSPECT_FINE = 145
    SECTOR_BODY_SCORE = 146
    SECTOR_BODY_FIND = 147
    LABEL_AUDIT = 148
    TAX_AUDIT = 149
    TAX_FIND = 150
    HIRER_VISIT = 152
    # market
    SUPPLIER_SET = 162
    SUPPLIER_CHOICE = 163
    HIRER_SHARES = 165
    ENTRY = 166
    EXIT = 167
    PHOENIX = 169
    PHOENIX_DELAY = 170
    RECORD_KEEPING = 172
    LABEL_APPLY = 173
    FOUNDER_LIFE = 174
    CLIENT_FOLLOWS = 175
    POSTING = 177
    WORKER_FOLLOWS = 178
    ADMISSION_APPLY = 179
    ADMISSION_REVIEW = 180
    ADMISSION_AUDIT = 181
    STAY_OUTSIDE = 182
    STAY_OR_LEAVE = 183
    REGISTER_CHECK = 184
    LEASE_GIVEN = 185
    DECOUPLED = 186
    WITHDRAWAL = 187
    INVESTOR = 188
    FIRM_SOLD = 189
    SHELL = 190
    RESTART_BAN = 192
    SUPPLIER_REPLACED = 199
    RECORD_LINK = 193
    SCREENING = 194
    DEPOSIT_DUE = 195
    NO_DEBTS = 241
    GUARANTEE = 242
    POSTING_LIMIT = 243
    CONDUCT_RECORD = 244
    # registers, access, accidents
    CARE_OWNER = 230
    CARE_WORKER = 231
    REGISTER_CHECK_VISIT = 232
    REGISTER_REFUSED = 233
    OUTREACH = 234
    DIGITAL_ACCESS = 235
    PRACTITIONER = 236
    ACCIDENT = 237
    RECORDS_ALONE = 238
    SCHEME_BILL = 239
    # norms of housing
    MUNICIPALITY = 250
    NORM_CHECK = 251
    NORM_KEPT = 252
    HOUSE_LABEL = 253
    LICENCE_EXIT = 254
    UPGRADE = 255
    IMPACT_REPORT = 256
    TEMPORARY_LEASE = 257
    RENT_UNPAID = 258
    TAKEOVER = 259
    MOVES_ABROAD = 220
    FOREIGN_REACH = 221
    KICKBACK = 222
    SECTOR_BAN = 223
    TAKEN_ON = 224
    VANISH = 225
    # measuring
    LIFE_SAMPLE = 191


@inlined
def _mix(z):
    z = (z ^ (z >> _S30)) * _MIX1
    z = (z ^ (z >> _S27)) * _MIX2
    return z ^ (z >> _S31)


@scalar
def hash64(seed, stream, week, key, key2=0, n=0):
    """64 mixed bits of the six keys (whole numbers >= 0; ``week`` >= -4096)."""
    h = _mix(np.uint64(seed) * _GOLDEN + np.uint64(stream))
    h = _mix(h + np.uint64(week + _WEEK_ZERO) * _GOLDEN)
    h = _mix(h + np.uint64(key) * _GOLDEN)
    return _mix(h + np.uint64(key2) * _KEY2 + np.uint64(n) * _REPEAT + _GOLDEN)


@scalar
def uniform(seed, stream, week, key, key2=0, n=0):
    """A draw in the open interval (0, 1), the same for the same six keys."""
    return (np.float64(hash64(seed, stream, week, key, key2, n) >> _S12) + 0.5) * _UNIT


@scalar
def happens(now, stream, key, chance, key2=0, n=0):
    """Whether what has a ``chance`` (0..1) happens to a person, firm or place this week."""
    return uniform(now.seed, stream, now.week, key, key2, n) < chance


@scalar
def lasting(seed, stream, key, share, key2=0, n=0, week=0):
    """Whether a person, firm or place is one of a ``share`` (0..1), the same in every week.

    ``week`` is no date: further lasting draws of some streams have their key in that place (`sim.core.draw_keys`).
    """
    return uniform(seed, stream, week, key, key2, n) < share


@kernel
def gumbel(seed, stream, week, key, key2=0, n=0):
    """A standard Gumbel draw: the largest utility plus Gumbel is a logit choice."""
    return -math.log(-math.log(uniform(seed, stream, week, key, key2, n)))


@kernel
def normal(seed, stream, week, key, key2=0, n=0):
    """A standard normal draw (Box-Muller on repeats 2n and 2n + 1)."""
    u = uniform(seed, stream, week, key, key2, 2 * n)
    v = uniform(seed, stream, week, key, key2, 2 * n + 1)
    return math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)


@array_maker
def uniforms(seed, stream, keys, n=0):
    """One draw of week 0 for each of ``keys``; float64, same shape."""
    out = np.empty(keys.size)
    for k in range(keys.size):
        out[k] = uniform(seed, stream, 0, keys[k], 0, n)
    return out
