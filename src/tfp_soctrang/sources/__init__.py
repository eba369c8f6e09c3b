"""Files in, typed series out: one module for each kind of file."""
