/** What can be taken back. */

const MOST = 100;

/** States before each change, the latest last. */
export class History {
  #states = [];

  get canUndo() {
    return this.#states.length > 0;
  }

  /** Keeps a state that is about to be changed. */
  remember(state) {
    this.#states.push(state);
    if (this.#states.length > MOST) this.#states.shift();
  }

  /** The state before the last change, or null. */
  undo() {
    return this.#states.pop() ?? null;
  }
}
