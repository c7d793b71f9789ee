import { paint, type Terminal } from './terminal.ts';

const NAME_WIDTH = 14;
const TEXT_WIDTH = 52;
const DRAW_EVERY_MS = 200;
const REMIND_EVERY_MS = 15_000;

export interface RunningStep {
  /** Says what the step is doing at the moment. */
  doing(what: string): void;
}

/** Prints steps one below the other: a mark, a name, what came of it, and how long it took. */
export class Steps {
  readonly #terminal: Terminal;
  readonly #now: () => number;

  constructor(terminal: Terminal, now: () => number = Date.now) {
    this.#terminal = terminal;
    this.#now = now;
  }

  /**
   * Runs one step; what `work` returns is printed beside its name. Errors are marked and thrown on.
   * @param started when the step's work began, if earlier than now
   */
  async run(
    name: string,
    work: (step: RunningStep) => Promise<string>,
    started: number = this.#now(),
  ): Promise<void> {
    let doing = '';
    const draw = () => this.#draw(name, doing, this.#now() - started);
    const timer = setInterval(draw, this.#terminal.live ? DRAW_EVERY_MS : REMIND_EVERY_MS);
    if (this.#terminal.live) draw();
    try {
      const outcome = await work({ doing: (what) => (doing = what) });
      this.#finish(paint(this.#terminal, 'green', '✓'), name, outcome, this.#now() - started);
    } catch (error) {
      this.#finish(paint(this.#terminal, 'red', '✗'), name, '', this.#now() - started);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  /** A step's line without running anything, e.g. for one that was left out. */
  note(name: string, text: string): void {
    this.#terminal.write(`  - ${layOut(name, text)}\n`);
  }

  #draw(name: string, doing: string, elapsedMs: number): void {
    if (!this.#terminal.live) return this.#terminal.write(`  … ${layOut(name, doing, elapsedMs)}\n`);
    this.#terminal.write(`\r\x1b[K  ${paint(this.#terminal, 'dim', `· ${layOut(name, doing, elapsedMs)}`)}`);
  }

  #finish(mark: string, name: string, outcome: string, elapsedMs: number): void {
    const start = this.#terminal.live ? '\r\x1b[K' : '';
    this.#terminal.write(`${start}  ${mark} ${layOut(name, outcome, elapsedMs)}\n`);
  }
}

/** One step's text in columns; the time stands at the right, in seconds. */
export function layOut(name: string, text: string, elapsedMs?: number): string {
  const columns = `${name.padEnd(NAME_WIDTH)} ${text}`;
  if (elapsedMs === undefined) return columns.trimEnd();
  return `${columns.padEnd(NAME_WIDTH + 1 + TEXT_WIDTH)} ${seconds(elapsedMs).padStart(8)}`;
}

/** `4.2 s`, or `2 min 05 s` from a minute on. */
export function seconds(milliseconds: number): string {
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const whole = Math.round(milliseconds / 1000);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
