"""Finds and repairs Django Channels consumers that never end."""

__version__ = "0.1.0"
