"""Finds what swallows a cancellation, and writes the clause that lets it out (CE001)."""
