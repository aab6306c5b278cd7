"""The items of ``law-as-enacted`` in the order of their dates: which figures and measures each brings."""

from __future__ import annotations

from typing import Any

from tools.law.path import (
    Evidence,
    Figure,
    PathItem,
    between,
    by_normal_week,
    by_quarter,
    demand_levels,
    minimum_wage,
    one_amount,
    pension_cost,
    price_path,
    quarters,
    with_prices,
)


def lever(slug: str, start: str, until: str = "", announced: str = "", **more: Any) -> dict[str, Any]:
    """A measure as a policy file writes it; numbers that are not named have the lever's defaults."""
    dates = {"announced": announced, "from": start, "until": until}
    parameters = more.pop("parameters", {})
    row = {"lever": slug, **{name: day for name, day in dates.items() if day}, **more}
    return row | ({"parameters": parameters} if parameters else {})


def path_items(rows: Evidence, admission: tuple[dict[str, Any], ...]) -> tuple[PathItem, ...]:
    """The items in the order of their dates; ``admission`` are the measures of the admission act."""
    demand = {first: round(between(demand_levels(rows), middle), 3) for first, _, middle in quarters()}
    return (
        PathItem(
            "prices",
            "de stijging van de prijzen",
            "the rise of prices",
            ("LAW-I01", "LAW-I02", "LAW-I03", "LAW-I04", "LAW-I05", "LAW-I06", "LAW-I07"),
            by_quarter("economy.price_level", price_path(rows), "LAW-I01, LAW-I02, LAW-I07"),
        ),
        PathItem(
            "demand",
            "het verloop van de vraag",
            "the path of demand",
            ("LAW-C02i", "LAW-C03i", "LAW-C04i", "LAW-C05i", "LAW-C06i", "LAW-C12"),
            by_quarter("economy.demand_level", demand, "LAW-C06i, LAW-C12"),
        ),
        PathItem(
            "minimum-wage",
            "de verhogingen van het minimumloon",
            "the rises of the minimum wage",
            ("LAW-W06h40", "LAW-W10h40", "LAW-W11", "LAW-W16", "LAW-W17"),
            minimum_wage(rows),
            instead=with_prices(rows),
        ),
        PathItem(
            "contact-data",
            "contactgegevens en tijdelijk adres bij inschrijving",
            "contact data and a temporary address at registration",
            ("LAW-G03", "LAW-G04"),
            levers=(
                lever("contact_data_trial", "2021-01-11", "2022-10-23"),
                lever("contact_data", "2022-10-24"),
                lever("temporary_address", "2022-10-24"),
            ),
        ),
        PathItem(
            "inspectorate",
            "meer inspecteurs",
            "more inspectors",
            ("LAW-E01", "LAW-E02", "LAW-E03", "LAW-E06"),
            levers=(
                # visits of the base are of about 2020, at 31 million; the budget stays at 50.5
                lever("inspectorate_growth", "2021-01-04", parameters={"extra_budget_eur_yr": 19500000}),
                # the first are recruited in 2023, all are there two years later
                lever("inspection_capacity", "2023-01-01", "2025-11-10", parameters={"extra_fte": 90, "ramp_w": 104}),
                lever("inspection_capacity", "2025-11-11", parameters={"extra_fte": 135, "ramp_w": 0}),
            ),
        ),
        PathItem(
            "income-guarantee",
            "de inkomensgarantie van twee maanden",
            "the income guarantee of two months",
            ("LAW-A01",),
            levers=(
                # Most short projects end by then anyway, which changes nothing; counted are those cut short for it.
                lever(
                    "first_months_wage",
                    "2022-01-01",
                    announced="2021-11-17",
                    parameters={"exempt_short_project": 1, "short_share": 0.05},
                ),
            ),
        ),
        PathItem(
            "four-weeks-room",
            "vier weken in de kamer na het werk",
            "four weeks in the room after the job",
            ("LAW-H02",),
            levers=(lever("four_weeks_bed", "2022-01-01", announced="2021-11-17"),),
        ),
        PathItem(
            "phases",
            "de kortere fasen A en B",
            "the shorter phases A and B",
            ("LAW-P02", "LAW-P03", "LAW-P04", "LAW-P07", "LAW-P08"),
            # Who started on 3 January 2022 has worked 52 weeks on 2 January 2023, when running clocks follow too.
            (
                Figure("contract.phase_a_weeks", 52, "2023-01-02", "", "LAW-P04"),
                Figure("contract.clause_max_weeks", 52, "2023-01-02", "", "LAW-P04"),
                Figure("contract.idle_unpaid_weeks", 52, "2023-01-02", "", "LAW-P15"),
                Figure("contract.phase_b_weeks", 156, "2023-01-02", "", "LAW-P08"),
            ),
        ),
        PathItem(
            "sickness",
            "geen einde van het contract bij ziekte",
            "no end of the contract at sickness",
            ("LAW-S01", "LAW-S02", "LAW-S03", "LAW-S04", "LAW-P19"),
            (
                Figure("contract.waiting_days_clause", 1.0, "2023-07-01", "", "LAW-S04"),
                Figure("contract.clause_term_min_weeks", 4, "2023-07-01", "", "LAW-P19"),
            ),
            # From the judgment on; what the agreement adds from July on, a posting that goes on, is the same rule here.
            (lever("sickness_no_end", "2023-03-17"),),
        ),
        PathItem(
            "separate-tenancy",
            "huur en werk in aparte contracten",
            "rent and work in separate contracts",
            ("LAW-H03", "LAW-H04"),
            # A document of its own does not make a tie loose: fewer beds than the 4.4.B block expects of a full rule.
            levers=(
                lever(
                    "decoupling",
                    "2023-07-01",
                    announced="2023-04-01",
                    applies_to="new",
                    parameters={"post_job_stay_w": 4, "effective_decoupling": 0.3},
                ),
            ),
        ),
        PathItem(
            "landlord-permit",
            "de verhuurvergunning voor huisvesting van arbeidsmigranten",
            "the permit for letting to labour migrants",
            ("LAW-H05",),
            # How many municipalities ask it is not known; existing housing was promised three years of transition.
            levers=(
                lever(
                    "landlord_licence",
                    "2023-07-01",
                    announced="2023-03-21",
                    phase_in_weeks=156,
                    parameters={"licence_coverage": 0.1},
                ),
            ),
        ),
        PathItem(
            "shelter",
            "kortdurende opvang in zes steden en meer",
            "short shelter in six cities and more",
            ("LAW-K01", "LAW-K02"),
            levers=(
                # what 7 million euros a year keep open all year, at 490 euros of 2021 a week and a price level of 1.19
                lever("short_shelter", "2023-01-01", "2025-12-31", parameters={"places": 230}),
                # 13 million euros a year, at a price level of 1.285
                lever("short_shelter", "2026-01-01", "2028-12-31", parameters={"places": 396}),
            ),
        ),
        PathItem(
            "hourly-minimum-wage",
            "het minimumloon per uur",
            "the minimum wage by the hour",
            ("LAW-W11", "LAW-W18", "LAW-W19"),
            one_amount(rows),
            instead=by_normal_week(rows),
            part_of="minimum-wage",
        ),
        PathItem(
            "pension",
            "pensioen na acht weken en dan vanaf de eerste dag",
            "pension after eight weeks and then from the first day",
            ("LAW-A04", "LAW-A05", "LAW-A06", "LAW-A09", "LAW-A10"),
            pension_cost(rows),
        ),
        PathItem(
            "equal-value-pay",
            "gelijkwaardige beloning en één pensioenregeling",
            "pay of equal value and one pension scheme",
            ("LAW-A03", "LAW-A07"),
            levers=(lever("equal_value_pay", "2026-01-01", announced="2025-07-01"),),
        ),
        PathItem(
            "admission-act",
            "de toelatingswet",
            "the admission act",
            (
                "LAW-X01",
                "LAW-X04",
                "LAW-X05",
                "LAW-X06",
                "LAW-X07",
                "LAW-X08",
                "LAW-X10",
                "LAW-X13",
                "LAW-X14",
                "LAW-L07",
            ),
            levers=admission,
        ),
    )
