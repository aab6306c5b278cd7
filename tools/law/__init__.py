"""The law of the base worlds, made from the evidence."""
