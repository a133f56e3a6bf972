"""Reading of files made by others: checked first, parsed in a child process, never trusted."""
