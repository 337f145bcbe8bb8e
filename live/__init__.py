"""A broadcast as it happens: comments and speech in, cues out, everything in one journal."""

__version__ = "0.1.0"
