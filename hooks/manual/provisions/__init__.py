"""Chapters, sections and provisions: the numbered text."""
