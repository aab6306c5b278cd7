"""Answers from the runs of a folder, the same for terminal, JSON and page."""
