"""What a person calls, by subject: figures in, studies, calibration, estimates, projections."""
