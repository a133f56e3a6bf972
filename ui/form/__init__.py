"""The generic form: one card per section, made from the declared fields of a model."""
