"""The list of what breaks the project's own limits may only shrink."""

import json
import tomllib

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


def test_a_file_without_kernels_must_be_checked_strictly(monkeypatch, tmp_path):
    (tmp_path / "sim" / "rules").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.pyright]\nstrict = ["sim/rules", "sim/a.py", "sim/**/c.py"]\n')
    for name in ("a", "b", "rules/b", "rules/c", "c"):
        (tmp_path / "sim" / f"{name}.py").write_text("x = 1\n")
    (tmp_path / "sim" / "k.py").write_text("@kernel\ndef add(a, b):\n    return a + b\n")
    monkeypatch.setattr(limits, "ROOT", tmp_path)
    assert limits._loose() == ["sim/b.py"]


def test_pyright_is_told_of_files_that_exist():
    strict = tomllib.loads((limits.ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pyright"]["strict"]
    assert [name for name in strict if not list(limits._files(name))] == []
