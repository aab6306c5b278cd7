"""Agencies: their quarterly review, admission and deposits, how they begin and end."""
