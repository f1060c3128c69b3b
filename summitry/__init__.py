"""Summitry: raw news text about diplomacy into a warehouse of meetings, treaty actions and quotes."""

__version__ = "0.1.0"
