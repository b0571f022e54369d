// What the theme's search box does not do by itself.

const box = document.querySelector(".md-search__input");

// The dialog around the box has no name of its own for those who hear the page.
box?.closest("[role=dialog]")?.setAttribute("aria-label", box.getAttribute("aria-label") ?? "");

// What is pasted, dictated or written by hand raises no key, for which the theme waits.
box?.addEventListener("input", () => box.dispatchEvent(new KeyboardEvent("keyup")));

// The index is fetched when somebody is about to search, so that it is there for the first word.
const INDEX = new URL("../../../search/sections.json", import.meta.url);
box?.addEventListener("focus", () => fetch(INDEX).catch(() => {}), { once: true });
