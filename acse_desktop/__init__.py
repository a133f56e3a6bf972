"""Grant dossiers of an Acsé delegation: data, rules, files. Knows nothing of Qt."""

__version__ = "0.1.0"
