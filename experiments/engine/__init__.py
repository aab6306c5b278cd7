"""Executing runs: in this process, in several, on a cluster."""
