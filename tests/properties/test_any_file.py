"""Whatever stands in a file, reading it gives a checked object or `InvalidInput`, never anything else."""

import datetime as dt
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.declare.params import InvalidInput, describe
from sim.declare.yaml_reader import parse_yaml
from sim.scenario.base_file import base_from_data
from sim.scenario.loading import load_base
from sim.scenario.overrides import apply_overrides, parse_words
from sim.scenario.policy import Scenario
from sim.scenario.policy_file import policy_from_data
from tests.unit.scenario_files import GOOD

PIECES = [
    "{",
    "}",
    "[",
    "]",
    ": ",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!!int ",
    "!x ",
    "<<: ",
    "|",
    ">",
    "'",
    '"',
    "#",
    "\n",
]
PIECES += [
    "\n  ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "~",
    "true",
    "1e999",
    "2021-02-30",
    "${x}",
    "_target_",
    "\t",
]
PIECES += ["\\U", "\x00", "\ufeff", "\x85", "id", "levers", "lever: deposit", "from", ",", "0x10", "9" * 30]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates()
WORDS = ["id", "title", "nl", "en", "base", "levers", "lever", "deposit", "from", "until", "parameters"]
WORDS += ["rules", "path", "value", "source", "splits", "world", "sources", "law-2020"]
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=8), inner, max_size=6)
    ),
    max_leaves=30,
)


def outcome(call, *arguments):
    """The result, or None for a refusal that can be shown to a person and a program."""
    try:
        return call(*arguments)
    except InvalidInput as error:
        assert error.mistakes
        for mistake in error.mistakes:
            assert mistake.path and mistake.message and describe(mistake)
            json.dumps(mistake._asdict(), default=str).encode()
            str(error).encode()
        return None


def read_policy(content):
    return policy_from_data(parse_yaml(content), ["law-2020"])


@given(st.text() | st.binary() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=600, deadline=None)
def test_any_text(content):
    outcome(read_policy, content)
    outcome(lambda: base_from_data(parse_yaml(content)))


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_good_file_with_a_piece_put_in_or_cut_out(data):
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(start + 8, len(GOOD))))
    piece = data.draw(st.sampled_from(PIECES) | st.text(max_size=4))
    policy = outcome(read_policy, GOOD[:start] + piece + GOOD[end:])
    assert policy is None or (isinstance(policy, Scenario) and policy.levers and hash(policy))


@given(DATA)
@settings(max_examples=400, deadline=None)
def test_any_data(data):
    outcome(policy_from_data, data, ["law-2020"])
    outcome(base_from_data, data)


@given(st.dictionaries(st.text(max_size=6) | st.sampled_from(["law.contract", "law.pay.sick_pay_share"]), DATA))
@settings(max_examples=200, deadline=None)
def test_any_override(overrides):
    base = load_base("law-2020")
    outcome(apply_overrides, base, base.behaviour, overrides)


@given(st.lists(st.text(max_size=12) | st.from_regex(r"[a-z.]{1,8}=.{0,8}", fullmatch=True), max_size=4))
@settings(max_examples=200, deadline=None)
def test_any_words(words):
    outcome(parse_words, words)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2040, 12, 31)))
@settings(max_examples=50, deadline=None)
def test_dates_are_read_with_and_without_quotes(date):
    assert parse_yaml(f"a: {date}") == {"a": date}
    assert parse_yaml(f"a: '{date}'") == {"a": date.isoformat()}
