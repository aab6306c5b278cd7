"""What the makers of the project use: its documents, its law, its fit, its checks."""
