"""What all tests share."""

import pytest


@pytest.fixture(autouse=True)
def a_terminal_of_a_hundred_columns(monkeypatch):
    """What is printed must not hang on the terminal that the tests run in."""
    monkeypatch.setenv("COLUMNS", "100")
