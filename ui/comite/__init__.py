"""The page of a sitting of the committee, its order of the day, its scenarios, its screen."""
