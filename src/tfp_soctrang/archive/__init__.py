"""The archive of vintages and runs: append only, one SQLite file."""
