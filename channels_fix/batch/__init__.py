"""Batch migration: the same engine over many repositories, from a manifest to pull requests.

Four steps a repository: clone, fix, check, deliver. The first three change nothing outside of the workspace and may run
anywhere; delivery is the coordinator's, whose journal decides what is still to be done.
"""
