"""Finds and repairs Django Channels consumers that never end and async code that loses a cancellation."""

__version__ = "0.1.0"
