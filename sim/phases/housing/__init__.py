"""Beds, homes, norms of housing and records of addresses."""
