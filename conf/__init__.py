"""How runs are configured: files for Hydra."""
