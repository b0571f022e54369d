// What a handbook has that looks like what was asked for.

import { fold } from "./folding.js";

const MOST = 6;
const ALIKE = 0.34;

/**
 * The names most like a text, the likest first.
 *
 * @param {string} asked
 * @param {Iterable<string>} names
 */
export function nearest(asked, names) {
  const own = pairs(fold(asked));
  const scored = [...names].map((name) => {
    const others = pairs(fold(name));
    const shared = [...others].filter((pair) => own.has(pair)).length;
    return { name, alike: (2 * shared) / (own.size + others.size) };
  });
  return scored.filter(({ alike }) => alike >= ALIKE).sort((a, b) => b.alike - a.alike)
    .slice(0, MOST).map(({ name }) => name);
}

/** Its signs, and its pairs of neighbours. @param {string} text */
function pairs(text) {
  return new Set([...text, ...Array.from(text.slice(1), (sign, at) => `${text[at]}${sign}`)]);
}
