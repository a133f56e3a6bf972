"""Foreign extractions brought into a base: recognised, checked, previewed, then written at once."""
