"""Growth accounting as pure functions over arrays: years on axis 0, everything behind broadcasts."""
