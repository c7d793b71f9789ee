import type { BrowserContext } from 'playwright-core';

/**
 * What a browser complains about while somebody looks at our pages: errors on the console (a broken Content Security
 * Policy is one), exceptions that nobody catches, dialogs, and requests to anybody but us.
 */
export class Faults {
  readonly #ours: readonly string[];
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];

  /** @param ours the origins that our pages may ask */
  constructor(context: BrowserContext, ours: readonly string[]) {
    this.#ours = ours;
    context.on('console', (message) => {
      if (message.type() === 'error') this.#found.push(`${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.#found.push(`not caught: ${String(error.error())}`));
    context.on('request', (request) => {
      if (this.#isForeign(request.url())) this.#found.push(`asked a stranger: ${request.url()}`);
    });
    context.on('dialog', (dialog) => {
      this.#found.push(`a dialog opened: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  /** Says that the story provokes these. */
  expect(complaint: RegExp): void {
    this.#expected.push(complaint);
  }

  /** @throws with every complaint that was not expected */
  assertNone(): void {
    const surprises = this.#found.filter(
      (fault) => !this.#expected.some((complaint) => complaint.test(fault)),
    );
    if (surprises.length > 0) throw new Error(`The browser complained:\n  ${surprises.join('\n  ')}`);
  }

  #isForeign(url: string): boolean {
    return /^(https?|wss?):/.test(url) && !this.#ours.includes(new URL(url).origin);
  }
}
