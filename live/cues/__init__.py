"""What the host should see: the board, the answers, and who has been answered."""
