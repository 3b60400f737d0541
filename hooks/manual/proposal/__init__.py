"""What a proposed change does, for those who are asked to agree."""
