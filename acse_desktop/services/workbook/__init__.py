"""The remontée workbook: written for the région and the ministère, read back without loss."""
