"""Base worlds, measures, policies and evidence: data, no code."""
