"""Comments in: from every source, cleaned, each once."""
