"""The windows. They ask acse_desktop.services for everything and compute nothing."""
