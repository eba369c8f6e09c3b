"""Files as the Statistics Office publishes them: one reader a format, all ending in `PublishedTable`."""
