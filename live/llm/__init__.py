"""A language model, where there is one: it makes things better and is never needed."""
