"""Comparing two versions of a policy: what changed in words, and which customers move."""
