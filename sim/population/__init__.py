"""The start of a world: who lives, works, lends, hires and lets in it."""
