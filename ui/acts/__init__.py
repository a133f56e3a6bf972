"""Acts and letters in the window: making them, their letterhead, their templates."""
