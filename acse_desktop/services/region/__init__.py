"""The région's own view: remontées, dotations and comparison of its départements."""
