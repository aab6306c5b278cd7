"""The result folder: tables, manifest, progress, locks."""
