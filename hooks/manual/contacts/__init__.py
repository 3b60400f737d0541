"""Whom to ring."""
