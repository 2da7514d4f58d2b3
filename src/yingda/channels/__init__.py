"""The outer wall, first kind: ways in and out. Wire format to envelope, nothing else."""
