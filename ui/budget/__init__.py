"""The budget of an action: charges and produits side by side, and their balance."""
