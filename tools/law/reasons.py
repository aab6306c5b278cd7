"""Why a row of ``law.csv`` is not read, or is read with another date than its own: one reason a row."""

from __future__ import annotations


def _for(reason: str, *rows: str) -> dict[str, str]:
    """The same reason for several rows, named without ``LAW-``."""
    return {f"LAW-{row}": reason for row in rows}


def _ends(ends: str, reason: str, *rows: str) -> dict[str, tuple[str, str]]:
    """The same ends and reason for several rows."""
    return {f"LAW-{row}": (ends, reason) for row in rows}


PAST = "ended before the first week of the base worlds"
DETAIL = "no figure of the model stands for it: "

UNREAD: dict[str, str] = {
    **_for(PAST, *(f"W0{number}{hours}" for number in range(1, 5) for hours in ("", "h36", "h38", "h40")), "N01"),
    **_for(
        "the amount of a month; the model reads the amounts an hour beside it", *(f"W{n:02d}" for n in range(5, 11))
    ),
    **_for(DETAIL + "all migrants count as 21 and over", "W20"),
    # phases and notice
    **_for(DETAIL + "there are no holidays", "P05"),
    **_for("what follows phase B: contract C has no term in the model, so the row sets no number", "P09"),
    **_for("a bound of the law that the agreements stay within; LAW-P01, LAW-P06 and LAW-P13 are read", "P20"),
    **_for("the rule where no agreement stands; nearly all agencies are under one, LAW-P13 is read", "P11", "P12"),
    **_for("no limit sets no number", "P14"),
    **_for("one agency's description; the share of phase A with the clause is a free figure, LAW-P17", "P16"),
    **_for("a trend without a level; the share of phase A with the clause is a free figure", "P17"),
    **_for("a change of early 2020, before the base worlds begin", "P18"),
    **_for(DETAIL + "workers leave at the end of a week", "N04"),
    # sickness and benefits
    **_for(DETAIL + "only who falls ill on a contract gets sickness benefit", "S06"),
    **_for(DETAIL + "who gets sickness benefit counts as insured; health cover is by LAW-Z09", "S07"),
    **_for(DETAIL + "all get the short benefit, as most migrants do in their first four years", "B03"),
    **_for("the conditions of a benefit are in the share that claims it, LAW-B09", "B05"),
    **_for(DETAIL + "a person's history holds weeks worked here only", "B06"),
    **_for(DETAIL + "who leaves the country takes no benefit along", "B07"),
    **_for(DETAIL + "the share that claims, LAW-B09, is the same with and without a bed", "B08"),
    **_for("a term to claim; what is claimed in time is in the share that is paid", "T02"),
    **_for("for later work on claims of persons (the share of owed wage that is claimed)", "T03"),
    **_for("for later work on insolvency: no wage guarantee in the model, so the loss of workers is too high", "T04"),
    # pay, pension, deductions
    **_for(
        "left out: a hirer's own scale is in the wage of each hirer from the first week on; what the agreements added "
        "in 2022 and 2023, allowances and single payments, has no figure in the sources",
        "A02",
    ),
    **_for(DETAIL + "hours follow orders, and no contract of the model names hours", "A08"),
    **_for("a plan that was dropped; as a measure `no_rent_deduction`", "D02"),
    **_for("the premium of the model (29 EUR a week in 2021) is below the most that may be kept", "D03", "D04"),
    # housing
    **_for("the fine of a municipality is part of the measure `municipal_checks`, which is in no item", "H06"),
    **_for(
        "left out: the worlds have no temporary leases that could end; stays are short by nature (LAW-H08), on which "
        "landlords fell back; a lease after some months is the measure `own_tenancy`",
        "H07",
    ),
    **_for("a proposal, not law; as a measure `two_year_tenancy`", "H09"),
    **_for("left out: rents of the model do not go by points", "H10"),
    **_for(
        "the yearly inspection was there before under another name; the model checks labelled places throughout", "H13"
    ),
    **_for("left out: for new sites only, few by 2032; as a measure `new_label_norm`", "H14"),
    # health
    **_for("the rule behind the numbers in LAW-Z02 and LAW-Z04", "Z01", "Z06"),
    **_for(DETAIL + "a duty to insure goes with work or benefit; residence in fact is not told apart", "Z03", "Z12"),
    **_for("what is left once the term of LAW-Z04 is over; it sets no number", "Z05"),
    **_for("what proof costs a person is in the chance to take out a policy of his own", "Z11"),
    **_for("cover in the home state while working here adds nothing to the cover here", "Z13"),
    **_for("who pays for the care of the uninsured: the model books the cost and not the scheme", "Z15", "Z16"),
    **_for("a plan called not workable; what comes after it is open", "Z17", "Z18"),
    **_for("a figure to compare with, not a rule", "Z19"),
    # registration, lenders
    **_for("a desk sets no number", "G02"),
    **_for("five municipalities; as a measure `actual_address`", "G05"),
    **_for(
        "a duty of the agreement without a figure of who keeps to it; by law with the admission act, LAW-X08", "G06"
    ),
    **_for("in force throughout; who lends without registration is not told apart", "L01"),
    **_for(
        "a finding of underpayment is fined per violation (LAW-L02); this table waits for findings that have a size",
        "L03",
    ),
    **_for("the deductions that may be made are LAW-D01; paying by bank has no figure", "L05"),
    **_for("for later work on how firms end: no end of the model is a dissolution without assets", "L09"),
    # admission act and bill
    **_for("a date of the decree; what it sets is in the other rows", "X02"),
    **_for("all who lend are taken to report in time; the share that misses the desk waits for the queue", "X03"),
    **_for("one commercial page; fines stay those of LAW-L02, to be swept up to this amount", "X09"),
    **_for("no figure yet", "X11"),
    **_for("touches firms that lend on the side, which are not in the model", "X12"),
    **_for("a bill, not law; no vote found", "F01", "F02", "F03", "F04", "F05"),
    # enforcement, shelter, demand
    **_for("the number of investigations is facts.csv E23, read by `inspection.sector_body_visits`", "E04"),
    **_for("prepared, no decree; as a measure `sector_ban`", "E05"),
    **_for("left out: shelter for everyone in the first corona winter ends within half a year of the start", "K03"),
    **_for("the base year of the index; only ratios to 2021 are read", "C00"),
    **_for("before the base worlds begin", "C01", "C01i", "C10"),
    **_for("the change; the index made of it is read", *(f"C0{n}" for n in range(2, 7))),
    **_for("bounds of the growth that LAW-C12 takes the middle of", "C11"),
}

TRANSITION = "who started before 3 January 2022 and who after are one in the model: all change on 2 January 2023"
# Row -> the ends that nothing that reads it meets (`tools.law.law_check.missed`), and why.
OTHER_DATE: dict[str, tuple[str, str]] = {
    **_ends("start", "how the amounts before 2024 were made; read where the amount by the hour is left out", "W18"),
    **_ends("start", "a check on the amounts, which are read themselves", "W19"),
    **_ends("from", TRANSITION, "P02", "P03", "P07"),
    **_ends("until", "until July by the judgment, then by the agreement: the same rule here, which goes on", "S02"),
    **_ends("from", "as LAW-S02: it is the rule from 17 March 2023 on already", "S03"),
    **_ends("start", "the waiting time that the cost of the base world counts as; it ends when LAW-A05 begins", "A04"),
    **_ends(
        "until, start",
        "used at the dates on which the waiting time changes; from 2026 on it is part of pay of equal value",
        "A09",
    ),
    **_ends("start", "a share, used at the dates on which the waiting time changes", "A10"),
    **_ends("from", "members began in April; the law brought it for all three months later, LAW-H04", "H03"),
    **_ends("until", "stays for existing sites after that day, which nearly all are", "H11"),
    **_ends("from", "the days of the bill; what it brings is in force from LAW-X04 on", "X01"),
    **_ends("until", "the path of the money; it stays at its last amount", "E01"),
    **_ends("until", "flat after the last known year", "C06i", "C12"),
}
