"""The pages of one record: an action with its dossier, an organisme, a contract."""
