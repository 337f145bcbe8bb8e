"""A language model beside the local parts: what it is asked, what of its replies may have an effect, and its budget."""
