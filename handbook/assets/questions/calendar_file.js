// Calendar files (RFC 5545), written by ical.js, which is fetched when somebody wants one.

const LIBRARY = new URL("../ical.js", import.meta.url);
const DAY_LENGTH = "2026-01-01".length;

/** @import {Entry} from "../shared/documents.d.ts" */

/**
 * Lets the reader save entries as a file.
 *
 * @param {string} name The file's, without its ending.
 * @param {Entry[]} entries
 */
export async function saveCalendar(name, entries) {
  /** @type {{default: typeof import("ical.js").default}} */
  const { default: ICAL } = await import(LIBRARY.href);
  const file = new Blob([ICAL.stringify(calendar(entries))], { type: "text/calendar" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name}.ics`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/**
 * Entries as jCal (RFC 7265). A moment names no time zone: it is that of the place where it is due.
 *
 * @param {Entry[]} entries
 */
function calendar(entries) {
  const stamp = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const events = entries.map(({ id, at, title, note }) => [
    "vevent",
    [
      ["uid", {}, "text", `${id}@tierbook`],
      ["dtstamp", {}, "date-time", stamp],
      at.length > DAY_LENGTH
        ? ["dtstart", {}, "date-time", `${at}:00`]
        : ["dtstart", {}, "date", at],
      ["summary", {}, "text", title],
      ["description", {}, "text", note],
    ],
    [],
  ]);
  const own = [
    ["version", {}, "text", "2.0"],
    ["prodid", {}, "text", "-//Tierbook//Tierbook//ZH"],
  ];
  return ["vcalendar", own, events];
}
