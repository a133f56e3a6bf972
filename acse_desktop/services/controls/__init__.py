"""Controls, evaluations and trainings: the plan that is drawn, the fiche, what follows."""
