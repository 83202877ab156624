"""Finds and repairs Django Channels consumers that never end, and Django views that block."""

__version__ = "0.1.0"
