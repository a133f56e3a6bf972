"""Changing the statut of actions: what is offered, what is told before, what is asked."""
