"""Printed and saved pages."""
