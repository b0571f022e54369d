// What is pasted, dictated or written by hand raises no key; the theme's search waits for one.

document.querySelector(".md-search__input")?.addEventListener("input", ({ target }) => {
  target?.dispatchEvent(new KeyboardEvent("keyup"));
});
