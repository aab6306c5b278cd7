"""Checks and golden files."""
