"""Which comments need the host, what they want to know, and which of them want the same."""
