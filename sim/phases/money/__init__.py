"""Wages, rents, premiums and benefits; the books of agencies and hirers; what programmes cost."""
