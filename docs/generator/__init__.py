"""Writes the generated parts of the documentation: the format of a pack, and the shipped pack as pages."""
