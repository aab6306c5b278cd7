"""The list of what breaks the project's own limits may only shrink."""

import json

from tools.dev import limits


def test_the_list_is_what_is_broken_now():
    assert limits.main([]) == 0, "python -m tools.dev.limits tells which file breaks what"


def test_one_more_is_refused_and_one_less_asks_for_a_lower_list(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(limits, "TARGET", tmp_path / "limits.json")
    most = {"sim/a.py": {"C901": 2}, "sim/b.py": {"LINES": 1}}
    (tmp_path / "limits.json").write_text(json.dumps(most))
    for now, code, word in (
        (most, 0, "3 times"),
        ({**most, "sim/c.py": {"D102": 1}}, 1, "sim/c.py: D102 1 times, at most 0"),
        ({**most, "sim/a.py": {"C901": 3}}, 1, "sim/a.py: C901 3 times, at most 2"),
        ({"sim/a.py": {"C901": 2}}, 1, "2 instead of 3"),
    ):
        monkeypatch.setattr(limits, "broken", lambda now=now: now)
        assert limits.main([]) == code and word in capsys.readouterr().out
    assert limits.main(["--lower"]) == 0 and json.loads((tmp_path / "limits.json").read_text()) == {
        "sim/a.py": {"C901": 2}
    }


def test_a_long_function_is_seen_without_its_docstring():
    import ast

    body = "\n".join(["    x = 1"] * 59)
    for words, longest in (("", 60), ('    """a\n    b\n    """\n', 60)):
        (node,) = ast.parse(f"def f():\n{words}{body}").body
        assert limits._length(node) == longest
