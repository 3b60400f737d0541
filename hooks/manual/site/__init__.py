"""The published files that are about the site: styles, scripts, headers, the offline copy."""
