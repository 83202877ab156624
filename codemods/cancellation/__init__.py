"""What is done when a consumer, or what it awaits, is cancelled."""
