"""Uncertainty and sensitivity of any vectorised model: draws, variance by assumption, specification grid, break-even.

A model is a callable `model(parameters) -> outcomes`: a mapping from names of assumptions to arrays of shape (m,) in, a
mapping from names of outcomes to arrays of shape (m,) or (m, k) out. It knows nothing of these rooms, nor they of it.
"""
