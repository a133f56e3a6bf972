"""The window around the pages: menus, search, navigation, status bar. It holds no data."""
