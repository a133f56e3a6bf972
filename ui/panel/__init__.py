"""The panel beside a list: one record at a glance, without leaving the list (F4)."""
