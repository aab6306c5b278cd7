"""One world, week by week: the model, and nothing about how it is configured, run in batches or shown."""

from sim.core.kernel_cache import use_cache

# Before any kernel is declared: a kernel takes its cache folder at the moment of decoration.
use_cache()
