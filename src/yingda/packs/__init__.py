"""The outer wall, third kind: industries. Content first, code where needed."""
