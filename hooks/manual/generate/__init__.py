"""Files that follow from the code and the texts, and are committed."""
