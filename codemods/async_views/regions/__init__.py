"""Statements that must stay together, as a synchronous function that runs in a thread as a whole."""
