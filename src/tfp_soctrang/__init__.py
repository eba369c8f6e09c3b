"""Growth accounting from published tables to a defended figure."""
