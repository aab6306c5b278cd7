"""The codes of the model: what a column of small whole numbers means. -1 always means none."""

from __future__ import annotations

from enum import IntEnum

from sim.core.kernels import scalar


class Work(IntEnum):
    """Work status of a person. Everything from AGENCY to SUBCONTRACTED is in NL and in scope."""

    ABROAD = 0  # never came
    LEFT = 1  # was here, lives abroad
    ARRIVING = 2  # recruited, travels
    SETTLED = 3  # in NL, out of scope
    AGENCY = 4  # placed by an agency
    IDLE = 5  # contract with an agency, no placement
    SICK = 6  # ill, at an agency's or the State's cost
    JOBLESS = 7
    DIRECT = 8
    SELF_EMPLOYED = 9
    POSTED = 10
    SUBCONTRACTED = 11


class Contract(IntEnum):
    """Form of the contract. A_CLAUSE: phase A with agency clause; A_SERIES: short terms without it."""

    NONE = 0
    A_CLAUSE = 1
    A_SERIES = 2
    B = 3
    C = 4
    DIRECT = 5
    OTHER = 6


class Housing(IntEnum):
    """Where a person in NL sleeps."""

    ABROAD = 0
    TIED = 1  # bed that comes with the job
    AGENCY_LEASE = 2  # bed of an agency on a contract of its own
    RENTAL = 3
    FRIENDS = 4  # hidden homeless
    SHELTER = 5
    STREET = 6


@scalar
def is_homeless(housing):
    """Whether a person sleeps in a shelter or on the street; those who sleep with friends are the hidden homeless."""
    return housing == Housing.STREET or housing == Housing.SHELTER


class Cover(IntEnum):
    """Health cover of a person in NL."""

    NONE = 0
    EMPLOYER = 1
    OWN = 2
    RUN_OFF = 3  # legal run-off after the job (a lever)
    HOME_STATE = 4
    ABROAD = 5


class Uncovered(IntEnum):
    """Why a person in NL has no cover."""

    COVERED = 0
    JOB_ENDED = 1
    NEVER_ENROLLED = 2
    ENROLMENT_LAG = 3
    LAPSE = 4
    BETWEEN_STATES = 5
    SELF_EMPLOYED = 6


class Homeless(IntEnum):
    """Why a person sleeps in a shelter, on the street or with friends."""

    HOUSED = 0
    JOB_LOSS = 1
    END_OF_FRIENDS = 2
    HOUSE_CLOSED = 3
    NO_BED_ON_ARRIVAL = 4
    RENT_ARREARS = 5
    OTHER = 6


class Registration(IntEnum):
    """Place in the population register (RNI: register of non-residents)."""

    NONE = 0
    RNI = 1
    RNI_CONTACT = 2
    RESIDENT = 3


class Benefit(IntEnum):
    """Cash benefit from the State."""

    NONE = 0
    UNEMPLOYMENT = 1
    SICKNESS = 2


class Transfer(IntEnum):
    """Whether a jobless person goes to another agency in the same week, and what is lost if there is no work there."""

    NONE = 0
    FROM_AGENCY = 1  # the agency job is lost if no other agency has work
    FROM_OTHER_WORK = 2  # no agency job is lost


class EndCause(IntEnum):
    """Why a placement or spell with an agency ended."""

    NONE = 0
    DEMAND = 1
    REPLACED = 2
    THRESHOLD = 3
    SICK = 4
    QUIT = 5
    COMPLETED = 6
    AGENCY_DIED = 7
    ONWARD = 8
    TAKEN_OVER = 9  # the firm was sold and the job goes on with the buyer
    POSTING_LIMIT = 10  # the longest posting is over and the hirer goes on without the agency


class Origin(IntEnum):
    """Country group a person comes from (splits.csv SPL-O)."""

    PL = 0
    RO = 1
    BG = 2
    OTHER_EU = 3
    POSTED_THIRD = 4


class Sector(IntEnum):
    """Sector of the hirer (splits.csv SPL-S20..S24)."""

    HORTICULTURE = 0
    LOGISTICS = 1
    FOOD = 2
    CONSTRUCTION = 3
    CLEANING_OTHER = 4


class Province(IntEnum):
    """Province of work (splits.csv SPL-P20..P31)."""

    GRONINGEN = 0
    FRIESLAND = 1
    DRENTHE = 2
    OVERIJSSEL = 3
    FLEVOLAND = 4
    GELDERLAND = 5
    UTRECHT = 6
    NOORD_HOLLAND = 7
    ZUID_HOLLAND = 8
    ZEELAND = 9
    NOORD_BRABANT = 10
    LIMBURG = 11


class AgencyType(IntEnum):
    """Kind of founder, fixed before treatment."""

    REGULAR = 0
    HIT_AND_RUN = 1


class Seat(IntEnum):
    """Where an agency has its seat. ABROAD: always had, and lends under the rules of NL as all others do."""

    HERE = 0
    ABROAD = 1
    MOVED = 2  # abroad to be out of reach of the gate


class ExitCause(IntEnum):
    """Why an agency ended."""

    NONE = 0
    VOLUNTARY = 1
    LOSSES = 2
    PLANNED = 3
    REFUSED = 4  # no admission, or no means for the deposit
    REVOKED = 5
    BANNED = 6
    NOT_WORTH_IT = 7  # what a new duty costs is more than staying is worth
    SOLD = 8  # to a larger firm, because of a new duty
    VANISHED = 9  # emptied by its owner before a sanction could be collected


class PlaceKind(IntEnum):
    """Kind of housing location."""

    AGENCY = 0
    INTERMEDIARY = 1
    PRIVATE = 2
    HOLIDAY_PARK = 3
    CORPORATION = 4


class SizeClass(IntEnum):
    """Agency size by placed workers at scale 1."""

    UNDER_10 = 0
    UNDER_50 = 1
    UNDER_250 = 2
    OVER_250 = 3
