"""What the program can do for an agent: each function is one complete operation."""
