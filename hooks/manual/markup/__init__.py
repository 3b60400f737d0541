"""Markdown and HTML of any text: how it is rendered, and what may go into a page."""
