"""The tabs of the page of an action."""
