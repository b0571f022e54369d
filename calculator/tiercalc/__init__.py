"""The engine of Tierbook: plain data in, plain data out, standard library only."""
