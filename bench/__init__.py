"""Measures the product's own path against a floor written for the purpose. `make bench`."""
