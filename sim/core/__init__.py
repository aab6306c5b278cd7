"""What every part of the model stands on: keyed draws, compiled kernels, the calendar."""
