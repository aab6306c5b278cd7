"""The outcomes by theme: words, unit, definition, and a pure function of a window."""
