"""Dialogs: what must be answered at once. Data is always shown as plain text."""
