"""The look of every window: colours, sizes, fonts and icons, light or dark, at any text size."""
