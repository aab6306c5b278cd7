"""Base worlds and policies: reading their files, checking them, settings by hand."""
