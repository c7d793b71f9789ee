import type { BusinessNumber } from '../../bench/inbound/webhooks.ts';
import type { LabProcess } from './lab-process.ts';

export interface LoadState {
  state: 'none' | 'running' | 'emptying' | 'done' | 'stopped';
  emitted: number;
  duplicates: number;
  webhooks: number;
  waiting: number;
}

/** A picture as small as one can be. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Meta's side: what loads the product, and what remembers what the product was told and what it answered. */
export class Simulator {
  readonly ledgerFile: string;
  readonly #process: LabProcess;
  readonly #url: string;

  constructor(process: LabProcess, url: string, ledgerFile: string) {
    this.#process = process;
    this.#url = url;
    this.ledgerFile = ledgerFile;
  }

  async start(numbers: readonly BusinessNumber[]): Promise<void> {
    await this.#process.start();
    for (const number of numbers)
      await this.#ask('POST', '/sim/numbers', { ...number, displayPhoneNumber: number.phoneNumberId });
  }

  /** Begins a load; what it may say is in the simulator's `load-request.ts`. */
  async load(request: object): Promise<void> {
    await this.#ask('POST', '/sim/load', request);
  }

  state(): Promise<LoadState> {
    return this.#ask('GET', '/sim/load');
  }

  async endLoad(): Promise<void> {
    await this.#ask('DELETE', '/sim/load');
  }

  /** Somebody sends a picture. */
  async sendPicture(phone: string): Promise<void> {
    await this.#ask('POST', `/sim/people/${phone}/media?filename=dot.png`, PICTURE);
  }

  /** Somebody writes to a number of the business. */
  async writes(phone: string, phoneNumberId: string): Promise<void> {
    await this.#ask('POST', `/sim/people/${phone}/events`, { type: 'text', text: 'Hello', phoneNumberId });
  }

  /** What goes wrong with sends from now on, instead of what did before; the rules are in `docs/simulator.md`. */
  async setFaults(seed: number, rules: readonly object[]): Promise<void> {
    await this.#ask('PUT', '/sim/faults', { seed, rules });
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    const isFile = Buffer.isBuffer(body);
    const type = isFile ? 'image/png' : 'application/json';
    const content =
      body === undefined
        ? {}
        : { headers: { 'content-type': type }, body: isFile ? new Uint8Array(body) : JSON.stringify(body) };
    const answer = await fetch(this.#url + path, { method, ...content });
    if (!answer.ok)
      throw new Error(`The simulator answered ${answer.status} to ${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
