"""The Excel-like table: frozen columns, header filters, totals, block copy and paste."""
