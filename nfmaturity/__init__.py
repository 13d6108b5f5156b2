"""Assess the digital-transformation maturity of a non-ferrous metals enterprise."""

__version__ = "0.1.0"
