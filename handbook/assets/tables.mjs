/**
 * The filters above the tables over all policies: rows that do not hold every word typed, or belong
 * to another policy or sector than the one picked, are hidden, and the count is told. Without this
 * script the tables are whole.
 */

/**
 * The text as it is compared: full-width and half-width, capital and small letters are one.
 * @param {string} text
 */
const plain = (text) => text.normalize("NFKC").toLowerCase();

/** @param {HTMLFormElement} form */
function start(form) {
  const table = document.getElementById(form.dataset.filter ?? "");
  const told = form.querySelector("output");
  if (!(table instanceof HTMLTableElement) || !told) return;
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const texts = rows.map((row) => plain(row.textContent ?? ""));
  const picks = [...form.querySelectorAll("select")];

  const apply = () => {
    const given = new FormData(form);
    const words = plain(String(given.get("words") ?? "")).split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, place) => {
      const text = texts[place] ?? "";
      const fits =
        picks.every(({ name, value }) => !value || row.dataset[`${name}Row`] === value) &&
        words.every((word) => text.includes(word));
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    told.textContent = shown
      ? (told.dataset.count ?? "").replace("{all}", `${rows.length}`).replace("{shown}", `${shown}`)
      : (told.dataset.none ?? "");
  };

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}

for (const form of document.querySelectorAll("form[data-filter]")) {
  if (form instanceof HTMLFormElement) start(form);
}
