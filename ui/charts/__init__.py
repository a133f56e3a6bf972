"""Charts painted by us: named, walked through by keyboard, each with its table behind."""
