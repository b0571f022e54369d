"""Lists as people keep them: from a file of any kind to rows of cells with their places."""
