"""Figures that are measured beside their floor in the same run; apart from the tests."""
