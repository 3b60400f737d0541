"""The manual: source texts in, pages and files out, and every problem on the way.

Nothing in this package reads a disk, asks the clock or knows the site generator.
"""
