"""What is worth reposting, and the files that come of it."""
