"""Placements: how they end, what follows, how orders are filled."""
