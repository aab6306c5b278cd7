"""The page of a result folder."""
