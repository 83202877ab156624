"""SC003: ways through `dispatch` on which the disconnect message does not arrive."""
