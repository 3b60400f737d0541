"""Brings a text that was written elsewhere: bytes in, texts of a manual and a report out."""
