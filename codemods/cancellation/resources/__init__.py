"""Resources that a function acquires, and what releases them when it is cancelled."""
