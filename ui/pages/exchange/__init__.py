"""What comes in and what goes out: imports, the remontée, the consolidation of a region."""
