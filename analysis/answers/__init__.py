"""What is said of the runs of a folder: the same for terminal, JSON and page."""
