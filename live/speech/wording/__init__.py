"""From what the recogniser heard to what is written down: one form for characters, marks, numbers and names."""

from live.speech.wording.writing import Wording, Written

__all__ = ["Wording", "Written"]
