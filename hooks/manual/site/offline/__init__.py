"""What a device keeps: the site as an app, and a copy of the manual for when there is no signal."""
