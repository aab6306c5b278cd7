"""Hirers: orders, choice of supplier, hiring without an agency."""
