"""Paying actions, and reconciling what Chorus says was paid."""
