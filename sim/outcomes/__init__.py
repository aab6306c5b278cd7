"""What is counted: metrics by theme, spells, flows, ledger, lives. Nothing here writes a state column."""
