"""Complaints, inspection, awards of back pay, sanctions."""
