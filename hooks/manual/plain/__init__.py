"""The pages that are no sections: what editors write beside the chapters."""
