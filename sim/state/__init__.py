"""The state of a world: its columns, codes and books, and read-only views of them."""
