"""Scalar rules that two wings of the phases use, and nothing else."""
