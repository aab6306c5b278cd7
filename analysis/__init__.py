"""From finished runs to answers, in a terminal, on a page and for other programs."""
