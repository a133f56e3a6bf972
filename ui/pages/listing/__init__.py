"""The page that lists records: chips, saved views, filters, table, panel."""
