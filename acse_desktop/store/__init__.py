"""The base on disk: opening, locking, backing up, migrating, and the one door for writing."""
