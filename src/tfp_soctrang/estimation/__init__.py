"""Production functions and TFP from data: arrays in, records out."""
