"""Records of what changed, and the wordings on any day that follow from them."""
