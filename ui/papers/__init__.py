"""The papers of a dossier or of an organisme, and the files kept for them."""
