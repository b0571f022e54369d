"""What somebody starts from: a first policy, a copy of another one's shape, a handbook's folder."""
