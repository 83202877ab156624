"""Views that block, and calls that block the event loop: one file a rule, and how such code becomes asynchronous."""
