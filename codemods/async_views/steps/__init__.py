"""What a function does that blocks or must not run on the event loop, and how a coroutine does it: one file a kind."""
