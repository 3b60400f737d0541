"""What a Word file is made of: its parts, its styles, its numbers and its words."""
