"""What comment sources send: one platform a file, a pure function from a frame to comments and signals."""
