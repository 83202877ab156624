"""Functions that ask the database, converted and run."""
