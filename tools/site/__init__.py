"""Settings of the documentation site: `make docs` writes it to ``build/docs``."""
