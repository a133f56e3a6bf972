"""The payments of the State's ledger: extractions of Chorus received, matched, reconciled."""
