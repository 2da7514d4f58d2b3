"""The rows of meaning models; each is read by its key."""

from .model.meaning import MeaningSetting, MeaningTrial

TABLES = (MeaningSetting, MeaningTrial)
