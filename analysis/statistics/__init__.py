"""Paired differences, intervals and verdicts."""
