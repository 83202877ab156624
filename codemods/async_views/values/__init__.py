"""What the expressions of a function stand for."""
