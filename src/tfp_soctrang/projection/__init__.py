"""Phases whose years are not in: scenarios of the years ahead, and what a target needs."""
