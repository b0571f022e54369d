// Puts what holds on the reader's day, the day in China, in the place of what held when the page was
// built. It runs at once, not as a module, so that nobody sees the old first.

{
  /** The day of the build, written here by it: a page that did not change need not be fetched anew. */
  const BUILT = "@built@";
  for (const place of document.querySelectorAll("[data-built]")) place.textContent = `${BUILT} 生成`;
  // Sweden writes dates as ISO does.
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
  for (const place of document.querySelectorAll("[data-dated]")) {
    const later = [...place.children].filter((part) => part.matches("template[data-from]"));
    const begun = later.filter((part) => (part.getAttribute("data-from") ?? "") <= day);
    const holding = /** @type {HTMLTemplateElement | undefined} */ (begun.at(-1));
    if (holding) place.replaceChildren(holding.content);
    else for (const part of later) part.remove();
  }
}
