"""The morning after: figures, charts and pages from the journal."""
