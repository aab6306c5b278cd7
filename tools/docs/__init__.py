"""Documents and figures made from the code and from results."""
