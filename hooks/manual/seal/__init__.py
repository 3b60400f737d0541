"""What was last published, and whether anything has changed in silence since."""
