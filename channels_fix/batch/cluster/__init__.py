"""Repositories are prepared on a dask.distributed cluster."""
