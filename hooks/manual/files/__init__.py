"""Forms and pictures beside the texts."""
