"""What blocks the event loop in code that is asynchronous already."""
