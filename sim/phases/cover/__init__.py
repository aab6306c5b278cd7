"""Health cover, illness and care, registration, outreach."""
