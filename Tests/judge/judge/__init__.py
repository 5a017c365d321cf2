"""Judges finished documents with programs that know nothing about Writ."""
