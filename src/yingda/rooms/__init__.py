"""The rooms: one folder for each feature, all of one shape, on one staircase (see ARCHITECTURE)."""
