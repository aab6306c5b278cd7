"""What the subcommands share: parsing, output, progress, tables of an answer."""
