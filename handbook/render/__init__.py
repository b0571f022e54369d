"""From policies to the pages of the handbook: Markdown and HTML, for whatever builds the site.

A page's headings are Markdown with explicit ids, so that a site builder finds them; all else stands
in HTML blocks. Nothing here knows which builder that is.
"""

from handbook.render.pages import Page, pages, policies_by_sector

__all__ = ["Page", "pages", "policies_by_sector"]
