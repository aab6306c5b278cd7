"""What is to be run: settings, runs and their ids."""
