// Questions as the engine makes them, the next one before it is asked for.

import { engine } from "../engine/engine.js";

/** @import {Quiz, QuizQuestion, Failed} from "../shared/documents.d.ts" */
/** @import {Wanted} from "./settings.js" */

const QUIZ = "quiz";

/** The questions of a paper, one by one. */
export class Questions {
  /**
   * @param {Wanted} wanted
   * @param {[string, string, string][]} [again] Topics that come first, with other numbers.
   */
  constructor(wanted, again = []) {
    this.wanted = wanted;
    this.again = again.slice(0, wanted.count);
    /** What is under way, by its place. @type {Map<number, Promise<QuizQuestion | null>>} */
    this.coming = new Map();
    /** @type {Set<string>} */
    this.known = new Set(this.again.map((topic) => JSON.stringify(topic)));
    this.next = 0;
  }

  /**
   * A question by its place; null where there are no more. Starts on the one behind it.
   *
   * @param {number} place
   */
  async at(place) {
    const found = await this.#made(place);
    if (found && place + 1 < this.wanted.count) this.#made(place + 1).catch(() => {});
    return found;
  }

  /** @param {number} place */
  #made(place) {
    // One after the other, since what is new hangs on what came before.
    const before = place > 0 ? this.coming.get(place - 1) : undefined;
    const made = this.coming.get(place) ?? Promise.resolve(before).then(() => this.#make(place));
    this.coming.set(place, made);
    made.catch(() => this.coming.delete(place));
    return made;
  }

  /** @param {number} place */
  async #make(place) {
    const again = this.again[place];
    if (again) {
      const [found] = await this.#ask({ again: [again], seed: `${this.wanted.seed} ${place}` });
      if (found) return found;
    }
    for (;;) {
      const [found = null] = await this.#ask({ from: this.next++, count: 1 });
      if (!found || !this.known.has(JSON.stringify([found.policy, found.kind, found.topic]))) return found;
    }
  }

  /**
   * @param {object} request
   * @returns {Promise<QuizQuestion[]>}
   */
  async #ask(request) {
    const { policies, role, kind, seed, on } = this.wanted;
    const whole = { policies, role: role || null, kinds: kind ? [kind] : [], seed, on, ...request };
    /** @type {Quiz | Failed} */
    const answer = JSON.parse(await engine.ask("", whole, QUIZ));
    if ("error" in answer) throw new Error(answer.error.message);
    return answer.questions;
  }
}
