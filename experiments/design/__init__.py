"""Experiments: which values of which parameters are tried together."""
