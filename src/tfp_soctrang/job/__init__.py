"""The scheduled job: inputs read and checked, the figure computed and checked, its documents published whole or not."""
