"""The rows of the language model; each is read by its key."""

from .model import ModelSetting, ModelSpend

TABLES = (ModelSetting, ModelSpend)
