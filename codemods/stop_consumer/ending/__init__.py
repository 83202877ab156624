"""SC002: whether a disconnect handler ends the consumer, and the changes that make it."""
