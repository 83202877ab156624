"""SC005: raises in `finally` that take the place of errors and cancellations."""
