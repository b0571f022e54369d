// Elements from data. Nothing that the engine or the address says is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag With its class: `p.tb-sentence`.
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const [name = "", ...classes] = tag.split(".");
  const made = document.createElement(name);
  if (classes.length > 0) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * A name as it stands in anchors, paths and ids, which hold no spaces.
 *
 * @param {string} name
 */
export function anchored(name) {
  return name.replaceAll(" ", "_");
}

/**
 * A shape of a picture, or the picture itself.
 *
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
export function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * Parts with a sign between them.
 *
 * @param {(Node | string)[]} parts
 * @param {string} sign
 */
export function joined(parts, sign) {
  return parts.flatMap((part, place) => (place > 0 ? [sign, part] : [part]));
}
