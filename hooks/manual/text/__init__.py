"""Reads bytes and YAML: texts with the line of every value, and what is wrong with them."""
