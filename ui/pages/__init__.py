"""The pages of the window: each shows what services give and asks them for what agents want."""
