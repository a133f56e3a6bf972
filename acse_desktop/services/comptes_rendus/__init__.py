"""The comptes rendus financiers: when they are due, what they show, what is to be paid back."""
