/**
 * The filters above the tables over all policies: rows that do not hold every word typed, or belong
 * to another policy or sector than the one picked, are hidden, and the count is told. Without this
 * script the tables are whole.
 *
 * A row says itself what it belongs to, or its policy's group of rows does; the group's first row
 * names the policy, and is shown as long as one of the others is.
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
  const groups = [...table.tBodies].map((body) => {
    const named = body.rows[0]?.querySelector("th[colspan]") ? body.rows[0] : null;
    const name = plain(named?.textContent ?? "");
    const rows = [...body.rows].filter((row) => row !== named).map((row) => ({
      row,
      text: name + plain(row.textContent ?? ""),
      belongs: { ...body.dataset, ...row.dataset },
    }));
    return { named, rows };
  });
  const all = groups.flatMap(({ rows }) => rows).length;
  const picks = [...form.querySelectorAll("select")];

  const apply = () => {
    const given = new FormData(form);
    const words = plain(String(given.get("words") ?? "")).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { named, rows } of groups) {
      const before = shown;
      for (const { row, text, belongs } of rows) {
        const fits =
          picks.every(({ name, value }) => !value || belongs[`${name}Row`] === value) &&
          words.every((word) => text.includes(word));
        row.hidden = !fits;
        if (fits) shown += 1;
      }
      if (named) named.hidden = shown === before;
    }
    told.textContent = shown
      ? (told.dataset.count ?? "").replace("{all}", `${all}`).replace("{shown}", `${shown}`)
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
