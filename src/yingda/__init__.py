"""Yingda 应答: an online customer-service system."""

__version__ = "0.1.0"
