"""Thin adapters between the session or the library and Qt's views."""
