"""The comité de programmation: sittings, votes, live figures, scenarios, what is printed."""
