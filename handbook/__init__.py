"""From policy files to pages, and the managers' commands."""
