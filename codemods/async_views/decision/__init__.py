"""For every view: convert it, convert it in part, or refuse, with all that follows in other functions and files."""
