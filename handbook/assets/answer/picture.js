// Where the customer stands: the rungs from the highest down, and each number beside its limits.

import { drawn, element } from "../shared/dom.js";

/** @import {Limit, Position, Rung, Track} from "../shared/documents.d.ts" */

// In units of the picture's view box, about a CSS pixel each.
const WIDTH = 340;
const ROW = 28;
const MEASURED_ROW = 40;
const GAP = 4;
const BOX = 172;
const AXIS = 186;
const BASELINE = 4;
const CLEAR = 14;
const TRACK = { head: 16, bar: 8, gap: 10, line: 14, apart: 4 };
const EDGE = 6;
const LETTER = 12;
const SMALL = 11;

const SIGNS = { here: "●", higher: "✗", possible: "？", lower: "" };

/**
 * The picture, with the sentence that says the same for those who do not see it.
 *
 * @param {Position} position
 */
export function picture(position) {
  const row = position.input ? MEASURED_ROW : ROW;
  const shapes = position.rungs.flatMap((rung, place) => rungShapes(rung, place * row, position));
  let bottom = position.rungs.length * row;
  if (position.input) shapes.push(...axis(position, bottom));
  for (const track of position.tracks) {
    const labels = spread(track);
    bottom += TRACK.gap;
    shapes.push(...trackShapes(track, labels, bottom));
    bottom += TRACK.head + TRACK.bar + height(labels);
  }
  const texts = [position.text, ...position.tracks.map((track) => track.text)];
  const frame = { viewBox: `0 0 ${WIDTH} ${bottom}`, role: "img", "aria-label": texts.join("") };
  return element("div.tb-picture", {}, drawn("svg", frame, ...shapes));
}

/**
 * @param {Rung} rung
 * @param {number} top
 * @param {Position} position
 */
function rungShapes({ label, state, word }, top, { input }) {
  const [width, height] = input ? [BOX, MEASURED_ROW - GAP] : [WIDTH - 2, ROW - GAP];
  const middle = top + (height + GAP) / 2;
  const sign = SIGNS[state];
  const box = { x: 1, y: top + GAP / 2, width, height, rx: 2, class: `tb-rung tb-rung--${state}` };
  const room = (input ? width : width - 70) - 34;
  const name = { x: 28, y: middle + BASELINE, class: `tb-rung__name tb-rung__name--${state}` };
  return [
    drawn("rect", box),
    drawn("text", { x: 10, y: middle + BASELINE, class: "tb-rung__sign" }, sign),
    drawn("text", { ...name, ...fitting(label, room) }, label),
    ...(input ? [] : [drawn("text", { x: WIDTH - 10, y: middle + BASELINE, class: "tb-end" }, word)]),
  ];
}

/**
 * The number line beside the rungs: a tick at every limit, a dot where the customer is.
 *
 * @param {Position} position
 * @param {number} bottom
 */
function axis({ rungs, value }, bottom) {
  const ticks = rungs.flatMap(({ limit }, place) => {
    if (limit === null) return [];
    const y = (place + 1) * MEASURED_ROW;
    return [
      drawn("path", { d: `M${AXIS - 4} ${y}h8`, class: "tb-axis" }),
      drawn("text", { x: AXIS + 10, y: y + BASELINE, class: "tb-limit" }, limit),
    ];
  });
  const place = rungs.findIndex(({ reach }) => reach !== null);
  const arrow = `M${AXIS} ${bottom - 2}V3m-4 6l4-6 4 6`;
  const line = drawn("path", { d: arrow, class: "tb-axis" });
  if (place < 0 || value === null) return [line, ...ticks];
  const top = place * MEASURED_ROW;
  const y = top + MEASURED_ROW * (1 - Number(rungs[place]?.reach));
  const beside = Math.min(Math.max(y, top + CLEAR), top + MEASURED_ROW - CLEAR);
  return [
    line,
    ...ticks,
    drawn("circle", { cx: AXIS, cy: y, r: 5, class: "tb-dot" }),
    drawn("text", { x: AXIS + 10, y: beside + BASELINE, class: "tb-value" }, value),
  ];
}

/**
 * What stands under a tick: its lines, the middle of them, and how many lines further down than
 * the others.
 *
 * @typedef {{tick: number, x: number, down: number, lines: string[]}} Label
 */

/**
 * The labels of a bar, from the left to the right. One that would run into another before it
 * stands further down.
 *
 * @param {Track} track
 * @returns {Label[]}
 */
function spread({ limits }) {
  /** @type {(Label & {end: number})[]} */
  const placed = [];
  for (let place = 0; place < ticks(limits); place += 1) {
    const lines = limits
      .filter((limit) => limit.place === place)
      .flatMap(({ label, short, met }) => {
        const mark = met === null ? "" : met ? "✓ " : "✗ ";
        return [`${mark}${short}`, ...(limits.length > 1 ? [label] : [])];
      });
    const half = Math.max(...lines.map((line) => width(line, SMALL))) / 2;
    const tick = EDGE + along(place + 1, limits);
    const x = Math.min(Math.max(tick, half), WIDTH - half);
    const near = placed.filter(({ end }) => end + TRACK.apart > x - half);
    const below = near.map((other) => other.down + other.lines.length);
    const free = [0, ...below].filter((down) =>
      near.every((other, i) => down + lines.length <= other.down || down >= Number(below[i])),
    );
    placed.push({ tick, x, down: Math.min(...free), lines, end: x + half });
  }
  return placed;
}

/**
 * How many ticks a bar has.
 *
 * @param {Limit[]} limits
 */
function ticks(limits) {
  return Math.max(...limits.map(({ place }) => place)) + 1;
}

/**
 * How far along its bar a number is that has passed so many ticks.
 *
 * @param {number} passed
 * @param {Limit[]} limits
 */
function along(passed, limits) {
  return ((WIDTH - 2 * EDGE) * passed) / (ticks(limits) + 1);
}

/** @param {Label[]} labels */
function height(labels) {
  return Math.max(...labels.map(({ down, lines }) => down + lines.length)) * TRACK.line + EDGE;
}

/**
 * @param {Track} track
 * @param {Label[]} labels
 * @param {number} top
 */
function trackShapes({ input, value, reach, limits }, labels, top) {
  const bar = { x: EDGE, y: top + TRACK.head, height: TRACK.bar };
  const foot = bar.y + TRACK.bar;
  return [
    drawn("text", { x: EDGE, y: top + LETTER - 2 }, input),
    drawn("text", { x: WIDTH - EDGE, y: top + LETTER - 2, class: "tb-end" }, value ?? "未填"),
    drawn("rect", { ...bar, width: along(ticks(limits) + 1, limits), class: "tb-bar" }),
    drawn("rect", {
      ...bar,
      width: along(Number(reach), limits),
      class: "tb-bar__filled",
    }),
    ...labels.flatMap(({ tick, x, down, lines }) => [
      drawn("path", {
        d: `M${tick} ${bar.y - 3}v${TRACK.bar + 6 + down * TRACK.line}`,
        class: "tb-axis",
      }),
      ...lines.map((line, place) => {
        const y = foot + (down + place + 1) * TRACK.line + 1;
        return drawn("text", { x, y, class: "tb-limit tb-mid" }, line);
      }),
    ]),
  ];
}

/**
 * What makes a text as narrow as its room, where it is wider.
 *
 * @param {string} text
 * @param {number} room
 * @returns {Record<string, string | number>}
 */
function fitting(text, room) {
  return width(text, LETTER) > room ? { textLength: room, lengthAdjust: "spacingAndGlyphs" } : {};
}

/**
 * About how wide a text is.
 *
 * @param {string} text
 * @param {number} letter How wide a Chinese character is.
 */
function width(text, letter) {
  const ems = [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 1 : 0.6), 0);
  return ems * letter;
}
