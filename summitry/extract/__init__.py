"""Find entities, dates, quotes, meetings and treaty actions in one clean document.

Belongs here: the language model and the spaCy components that read one document. Does not belong here: anything that needs
a second document (see `resolve`) or a file (see `read`, `load`).
"""
