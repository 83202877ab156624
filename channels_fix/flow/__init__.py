"""Does this exception leave this function? One abstract interpreter, asked by every rule."""
