"""The host's words: captured, recorded, recognised."""
