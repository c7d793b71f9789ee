import { webhookOf, type Emission } from '../emission/emission';
import type { LedgerEntry } from '../ledger/ledger-entry';
import type { Numbers } from '../numbers';
import type { Outbox } from '../webhooks/outbox';
import { emissionsOf } from './load-emissions';
import { peopleOf, type LoadPerson } from './load-people';
import type { LoadKind, LoadRequest } from './load-request';
import { Mixer } from './mixer';
import { Random } from './random';

const TICK_MS = 10;
const TRIES_FOR_SOMEBODY = 20;

export interface LoadState {
  /** `emptying`: all is emitted, and not all of it was answered with 200. */
  state: 'none' | 'running' | 'emptying' | 'done' | 'stopped';
  /** Events, without duplicates. */
  emitted: number;
  duplicates: number;
  webhooks: number;
  /** Webhooks, of the load or not, that were not answered with 200 yet. */
  waiting: number;
}

interface Running {
  request: LoadRequest;
  random: Random;
  people: LoadPerson[];
  mixer: Mixer;
  emitted: number;
  nextAt: number;
  timer: NodeJS.Timeout;
}

/** Many people at once, one load at a time. While one runs, statuses are mixed into its webhooks too. */
export class Load {
  private running: Running | undefined;
  private last: LoadState = { state: 'none', emitted: 0, duplicates: 0, webhooks: 0, waiting: 0 };
  private readonly awaited = new Map<string, LoadPerson>();
  private readonly messagesOf = new Map<string, string[]>();

  constructor(
    private readonly numbers: Numbers,
    private readonly outbox: Outbox,
  ) {}

  /** False when one runs already. */
  start(request: LoadRequest): boolean {
    if (this.running) return false;
    const random = new Random(request.seed);
    const people = peopleOf(request, this.numbers.list(), random);
    const mixer = new Mixer(request, random, this.outbox);
    const timer = setInterval(() => this.tick(), TICK_MS);
    this.running = { request, random, people, mixer, emitted: 0, nextAt: performance.now(), timer };
    return true;
  }

  stop(): void {
    if (!this.running) return;
    this.running.mixer.stop();
    this.finish('stopped');
  }

  state(): LoadState {
    const waiting = this.outbox.size;
    if (!this.running) return { ...this.last, waiting };
    const { emitted, request, mixer } = this.running;
    const state = emitted < request.total ? 'running' : 'emptying';
    return { state, emitted, duplicates: mixer.duplicates, webhooks: mixer.webhooks, waiting };
  }

  /** Into the webhooks of the load that runs; alone where none does. */
  emit(emission: Emission): void {
    if (this.running) this.running.mixer.add(emission);
    else this.outbox.emit(webhookOf([emission]), emission.events);
  }

  apply(entry: LedgerEntry): void {
    if (entry.kind === 'webhook.emitted' && entry.ofLoad) {
      const wamids = entry.events.flatMap((event) => (event.type === 'message' ? [event.wamid] : []));
      if (!entry.isUnheard) this.messagesOf.set(entry.webhookId, wamids);
    } else if (entry.kind === 'webhook.attempted' && entry.httpStatus === 200) {
      this.handedOver(entry.webhookId);
    }
  }

  private handedOver(webhookId: string): void {
    for (const wamid of this.messagesOf.get(webhookId) ?? []) {
      const person = this.awaited.get(wamid);
      if (person?.awaited === wamid) person.awaited = undefined;
      this.awaited.delete(wamid);
    }
    this.messagesOf.delete(webhookId);
  }

  private tick(): void {
    const running = this.running;
    if (!running) return;
    const { request, random, mixer } = running;
    const now = performance.now();
    while (running.nextAt <= now && running.emitted < request.total) {
      const second =
        request.arrivals === 'poisson'
          ? random.untilNext(request.eventsPerSecond)
          : 1 / request.eventsPerSecond;
      running.nextAt += second * 1000;
      this.emitNext(running);
    }
    mixer.tick();
    if (running.emitted >= request.total && mixer.isEmpty && this.outbox.size === 0) this.finish('done');
  }

  private emitNext({ request, random, people, mixer }: Running): void {
    const person = this.somebody(people, random);
    // Everybody who was asked waits for Meta: this moment passes without a word.
    if (!person) return;
    const kind = random.weighted(request.kinds as Record<LoadKind, number>);
    for (const emission of emissionsOf(kind, person, random, Date.now())) {
      const running = this.running;
      if (running) running.emitted += emission.events.length;
      mixer.add(emission);
    }
    if (person.awaited !== undefined && person.isPatient) this.awaited.set(person.awaited, person);
  }

  private somebody(people: readonly LoadPerson[], random: Random): LoadPerson | undefined {
    for (let tries = 0; tries < TRIES_FOR_SOMEBODY; tries += 1) {
      const person = random.pick(people);
      if (!person.isPatient || person.awaited === undefined) return person;
    }
    return undefined;
  }

  private finish(state: 'done' | 'stopped'): void {
    if (!this.running) return;
    this.last = { ...this.state(), state };
    clearInterval(this.running.timer);
    this.running = undefined;
    this.awaited.clear();
    this.messagesOf.clear();
  }
}
