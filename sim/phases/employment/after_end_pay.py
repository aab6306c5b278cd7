"""What is owed at the end of a contract: transition payment, notice by the agency, pay by the hirer."""

from __future__ import annotations

from sim.core.kernels import inlined, kernel
from sim.phases.shared.wages import standard_week
from sim.state.codes import Contract, EndCause
from sim.state.ledger import Item, charge, pay

YEAR = 52


@kernel
def sent_away(cause):
    """Whether the job ended because the hirer or the agency wanted it to."""
    return cause == EndCause.DEMAND or cause == EndCause.REPLACED or cause == EndCause.THRESHOLD


@kernel
def notice_pay(cause, contract_form, phase_weeks, week_wage, contract):
    """Wage over the notice an agency owes when it ends a clause contract without a sick report, EUR."""
    if not sent_away(cause):
        return 0.0
    if contract_form == Contract.A_SERIES and phase_weeks >= contract.clause_max_weeks:
        return contract.post_clause_notice_weeks * week_wage
    if contract_form != Contract.A_CLAUSE:
        return 0.0
    weeks = contract.clause_notice_weeks if phase_weeks < 26 else contract.clause_notice_late_weeks
    return weeks * week_wage


@inlined
def agency_settles(m, a, i, weeks, cause, terms, cents):
    """The agency pays person ``i`` what it owes at the end of a spell of ``weeks``."""
    firm, contract, week_wage = m.agency[i], terms.contract, standard_week(terms.pay)
    compliance = terms.threshold.transition_compliance
    transition = contract.transition_payment_share * week_wage * YEAR / 12.0 * compliance
    paid = pay(cents, Item.TRANSITION_PAYMENT, transition * weeks / YEAR)
    in_lieu = notice_pay(cause, m.contract[i], m.phase_weeks[i], week_wage, contract)
    paid += pay(cents, Item.IDLE_PAY, in_lieu * (1.0 - terms.tax.wage_tax))
    m.savings[i] += paid
    charge(a, firm, paid)


@inlined
def hirer_settles(m, i, terms, cents):
    """The hirer pays person ``i``, whom it or the agency sent away, the weeks that a rule asks of it."""
    tax, owed = terms.tax, terms.liability.dismissal_weeks * standard_week(terms.pay)
    m.savings[i] += pay(cents, Item.HIRER_NOTICE, owed * (1.0 - tax.wage_tax))
    pay(cents, Item.OTHER_TAX, owed * (tax.wage_tax + tax.employer_premiums))
