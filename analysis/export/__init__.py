"""Result folders and policies for other programs."""
