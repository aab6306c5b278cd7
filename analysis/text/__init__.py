"""Words in Dutch and English, and how numbers are written."""
