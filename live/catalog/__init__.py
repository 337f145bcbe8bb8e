"""What the shop sells, what is on offer now, and what can be said of it."""
