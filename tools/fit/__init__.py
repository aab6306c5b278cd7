"""The first fit of the free numbers, and what it rests on."""
