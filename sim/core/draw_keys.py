"""The further keys of `sim.core.draws`: which draw of a stream is meant, where a stream has more than one.

The first draw of a stream needs no further key. Each of the others has one here, named after its stream; a call site
writes no number of its own. Keys of one stream differ in the same place (``key2`` or ``n``), or in the week for
lasting draws, which else have week 0; the comment says where. A name in `EXTENT` is the first of a row of keys.
A key once used is never used again for another decision. `tests/unit/test_draw_keys.py` lists every use of every
stream in the source and proves that no two share a draw.
"""

from __future__ import annotations

# ends of placements (key2)
END_CAUSE_REPLACED_STOPPED, END_CAUSE_QUIT_HELD, END_CAUSE_DISMISSAL_STOPPED = 1, 2, 3
END_LEAVES_OTHER_WORK = 1
END_TRANSFER_OTHER_WORK = 1
CONTRACT_FORM_CHAIN = 1
IDLE_RELEASE_TERM = 1
# clocks of a contract (key2), and the two draws of each (n)
THRESHOLD_CLAUSE, THRESHOLD_PHASE_B, THRESHOLD_PHASE_C, THRESHOLD_SISTER = 1, 2, 3, 4
THRESHOLD_CHAIN, THRESHOLD_IDLE, THRESHOLD_TRIAL = 5, 6, 7
THRESHOLD_WEEK, THRESHOLD_DECISION = 0, 1
POSTING_LIMIT_HIRER = 1  # key2, one for each hirer
POSTING_LIMIT_HOLDS, POSTING_LIMIT_FORM = 1, 2  # n

# home
HOUSING_SEARCH_OPTION, HOUSING_SEARCH_JOB_BED, HOUSING_SEARCH_FOUND = 0, 8, 9  # key2
HOUSING_SEARCH_START = 1  # n
SHELTER_INSIDE = 1  # key2
LOCATION_PLACE = 1  # key2, one for each location
LOCATION_OWN_LEASE, LOCATION_LEASE_ENDS, LOCATION_NEW_LEASE = 1, 2, 3  # n
LOCATION_START_PERSON, LOCATION_START_BED = 4, 5  # n
LOCATION_CLOSE_START, LOCATION_CLOSE_START_WAIT = 2, 1  # n
TIED_ON_ARRIVAL_JOB_BED, TIED_ON_ARRIVAL_OWN_ROOF = 1, 2  # key2
LEASE_GIVEN_ROTATION = 1  # key2
MUNICIPAL_CHECK_PERSON = 1  # key2, one for each person
BUILD_BEGINS = 1  # key2
QUICK_EVICTION_START = 1  # n
PLACE_OWNER_WHICH = 1  # n
PLACE_BEDS_RENT = 1  # n
# norms of housing (n)
MUNICIPALITY_TURN, MUNICIPALITY_FITTED = 1, 2
HOUSE_LABEL_LENIENT, HOUSE_LABEL_LENIENT_LEFT, HOUSE_LABEL_SHARED, HOUSE_LABEL_LEAVING = 1, 2, 3, 4
HOUSE_LABEL_REACHED, HOUSE_LABEL_SMALL_EXIT = 5, 6
UPGRADE_ROOM = 1
NORM_KEPT_MOVES, NORM_KEPT_TAKES_ALONG = 1, 2
IMPACT_REPORT_PAYS = 1  # key2

# cover, health, registration
OWN_POLICY_WEEKS = 1  # key2
ENROLMENT_START = 1  # n
CARE_SEEK_SCHEME = 1  # key2
ACCIDENT_HAPPENS, ACCIDENT_REPORTED = 1, 2  # key2
DIGITAL_ACCESS_LOOKS = 1  # key2
PERSON_KNOWLEDGE_DESK = 1  # week of a lasting draw
REGISTER_ON_ARRIVAL = 1  # key2
CONTACT_REACHED = 1  # key2
CARE_OWNER_REGISTERS, CARE_OWNER_PRESSED = 0, 1  # n
CARE_WORKER_FIRM = 1  # key2, one for each firm
CARE_WORKER_EFFORT, CARE_WORKER_PROXY = 1, 2  # n
OUTREACH_RETURN = 1  # key2

# work (key2)
JOB_SEARCH_LOOK = 20  # one for each look
JOB_RING_LOOK, JOB_RING_OWN_ORDER, JOB_RING_TURN = 0, 8, 9  # LOOK: one for each look
JOB_RING_START = 1  # n
RECRUIT_RING_AGAIN = 1  # one for each further look
HOURS_SECOND = 1
GUARANTEE_SHORT = 1
NO_DEBTS_MOVED = 1
POSTING_LOOK, POSTING_WISH, POSTING_ENDS, POSTING_BEGINS = 0, 10, 20, 30  # LOOK, WISH: one for each look

# enforcers
HIRER_VISIT_FINDS, HIRER_VISIT_REGISTER = 1, 10  # key2, one for each supplier slot
INSPECT_SCORE_START = 1  # n
INSPECT_FINE_BOOKS, INSPECT_FINE_HIRER = 1, 2  # key2
LABEL_AUDIT_FINDS = 1  # key2

# agencies
LABEL_APPLY_FIRST, LABEL_APPLY_PASSES = 1, 2  # key2
STAY_OR_LEAVE_APPLY, STAY_OR_LEAVE_RESTART = 1, 2  # week of a lasting draw
RESTART_BAN_STRAW_MAN, RESTART_BAN_FINDING = 1, 2  # week of a lasting draw
CONDUCT_RECORD_REFUSED, CONDUCT_RECORD_STRAW_MAN = 1, 2  # week of a lasting draw
CONDUCT_RECORD_TEST = 1  # n, one for each certificate of a running firm
SHELL_AUDIT = 1  # n
ADMISSION_REVIEW_PASSES, ADMISSION_REVIEW_REPAIR, ADMISSION_REVIEW_REVOKED = 0, 10, 20  # n; one for each attempt
ADMISSION_APPLY_PLACE = 1  # n
ADMISSION_AUDIT_FINDS, ADMISSION_AUDIT_REVOKED, ADMISSION_AUDIT_REGISTERS = 1, 2, 3  # n
FIRM_SOLD_FINDS_BUYER = 1  # n
AGENCY_MARGIN_MARKUP = 1  # n

# hirers
HIRER_SHOCK_START = 1  # n, twelve
SUPPLIER_SET_WHERE, SUPPLIER_SET_WHICH, SUPPLIER_SET_ORDER = 1, 2, 3  # key2
SUPPLIER_SET_START = 1  # n
HIRER_SUPPLIER_START = 1  # n
HIRER_SHARES_PIECES = 1  # n
SECTOR_BAN_OBEYS = 1  # key2

# the start
SAMPLE_ROWS_STRATUM, SAMPLE_ROWS_FIRST, SAMPLE_ROWS_TENURE = 1, 2, 3  # n

LOOKS_MOST = 8  # looks of a person at open orders that the keys have room for
# How many keys a row has room for. Rows of one key for each actor have no end and are not named here.
EXTENT = {
    "JOB_SEARCH_LOOK": LOOKS_MOST,
    "JOB_RING_LOOK": LOOKS_MOST,
    "RECRUIT_RING_AGAIN": 2,
    "POSTING_LOOK": 4,
    "POSTING_WISH": 4,
    "HOUSING_SEARCH_OPTION": 5,
    "HIRER_VISIT_FINDS": 3,
    "HIRER_VISIT_REGISTER": 3,
    "ADMISSION_REVIEW_PASSES": 2,
    "ADMISSION_REVIEW_REVOKED": 2,
    "HIRER_SHOCK_START": 12,
}
