"""How numbers are declared, and how plain data from files becomes checked objects."""
