"""SC006: loops that a handler waits for, and how they come to run beside it."""
