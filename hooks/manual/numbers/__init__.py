"""How the numbers of paragraphs are written, read and referred to."""
