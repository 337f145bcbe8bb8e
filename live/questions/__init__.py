"""Which comments need the host, about what, and which of them are the same question."""
