"""Small widgets shared by every page: they show data as plain text and never read the base."""
