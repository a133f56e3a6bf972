"""One module per family of sub-commands, loaded only when one of them is called."""
