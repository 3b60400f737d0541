"""What readers type in everyday words, and where it leads."""
