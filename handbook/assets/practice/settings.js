// What is to be practised: the choices of the form, and the address of a paper.

import { unshadowed } from "../shared/unshadowed.js";
import { today } from "../form/form.js";

/** @import {Places} from "../shared/said.js" */

/**
 * @typedef {{id: string, title: string, version: string, places: Places, forms: Record<string, string>}} Policy
 * @typedef {{policies: string[], role: string, kind: string, count: number, seed: string, on: string}} Wanted
 */

const PAPER = "#paper?";
const EDITION = 12;

/** The choices of the page of practice. */
export class Settings {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = unshadowed(form);
    /** @type {HTMLInputElement[]} */
    this.boxes = [...form.querySelectorAll("input[name=policy]")].map((box) => /** @type {any} */ (box));
    this.role = /** @type {HTMLSelectElement} */ (form.querySelector("[name=role]"));
    this.kind = /** @type {HTMLSelectElement} */ (form.querySelector("[name=kind]"));
    this.count = /** @type {HTMLSelectElement} */ (form.querySelector("[name=count]"));
    this.chosen = /** @type {HTMLElement} */ (form.querySelector("[data-chosen]"));
    form.addEventListener("change", () => this.#tell());
    this.#tell();
  }

  /** @returns {Policy[]} */
  policies() {
    return this.boxes.map(({ value, dataset, parentElement }) => ({
      id: value,
      title: parentElement?.textContent?.trim() ?? value,
      version: dataset.version ?? "",
      places: JSON.parse(dataset.places ?? ""),
      forms: JSON.parse(dataset.forms ?? ""),
    }));
  }

  /**
   * The chosen role's id in each policy that has it; null without a role.
   *
   * @returns {Record<string, string> | null}
   */
  roleIds() {
    const ids = this.role.selectedOptions[0]?.dataset.ids;
    return ids ? JSON.parse(ids) : null;
  }

  /**
   * What is chosen: without a mark on any, all policies that the role belongs to.
   *
   * @param {string} seed
   * @returns {Wanted}
   */
  wanted(seed) {
    const of = this.roleIds();
    const fitting = this.boxes.filter(({ value }) => !of || value in of);
    const marked = fitting.filter(({ checked }) => checked);
    return {
      policies: (marked.length > 0 ? marked : fitting).map(({ value }) => value),
      role: this.role.value,
      kind: this.kind.value,
      count: Number(this.count.value),
      seed,
      on: today(),
    };
  }

  #tell() {
    const { policies } = this.wanted("");
    const marked = this.boxes.filter(({ checked }) => checked);
    this.chosen.textContent = marked.length === 0
      ? (this.role.value ? `有这个岗位的 ${policies.length} 部` : `全部 ${policies.length} 部`)
      : `选了 ${policies.length} 部`;
  }
}

/**
 * The address of a paper, with the versions of the policies that it was made from.
 *
 * @param {Wanted} wanted
 * @param {Policy[]} known
 */
export function paperAddress(wanted, known) {
  const { policies, role, kind, count, seed, on } = wanted;
  const values = new URLSearchParams({ seed, on, count: String(count) });
  if (role) values.set("role", role);
  if (kind) values.set("kind", kind);
  for (const id of policies) {
    const version = known.find((policy) => policy.id === id)?.version ?? "";
    values.append("policy", `${id}@${version.slice(0, EDITION)}`);
  }
  const page = new URL(location.href);
  page.hash = `${PAPER}${values}`;
  return page.href;
}

/**
 * The paper that an address means, and the policies that are another version by now.
 *
 * @param {string} hash Whatever somebody put there.
 * @param {Policy[]} known
 * @returns {{wanted: Wanted, changed: string[]} | null}
 */
export function paperOf(hash, known) {
  if (!hash.startsWith(PAPER)) return null;
  const values = new URLSearchParams(hash.slice(PAPER.length));
  const named = values.getAll("policy").map((each) => each.split("@"));
  const policies = named.map(([id = ""]) => id).filter((id) => known.some((policy) => policy.id === id));
  const count = Number(values.get("count"));
  if (policies.length === 0 || !Number.isInteger(count) || count < 1 || count > 100) return null;
  const changed = named.filter(([id, version]) =>
    !known.some((policy) => policy.id === id && policy.version.startsWith(version ?? "")));
  return {
    wanted: {
      policies,
      role: values.get("role") ?? "",
      kind: values.get("kind") ?? "",
      count,
      seed: values.get("seed") ?? "",
      on: values.get("on") ?? today(),
    },
    changed: changed.map(([id = ""]) => known.find((policy) => policy.id === id)?.title ?? id),
  };
}
