import { CachedThings, Deed, Ending, Missing, ThingsProcess } from '../support/cached-things';

/** What the cache promises, in numbers of its own: were they the cache's, it could promise less unseen. */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;

export const THINGS = [0, 1] as const;
/** The thing with this number is a null where it is missing; the other is undefined, and so is never kept. */
const MISSING: readonly (() => Missing)[] = [() => null, () => undefined];

export type Place = readonly [process: number, tenant: number, thing: number];

/** Something that was true of a thing; null: it was missing. */
interface Version {
  readonly value: unknown;
  /** A second after this nobody is given an older one. By hand it takes a minute, or somebody who says so. */
  dueMs: number;
}

/** What a process is told of what another did. */
interface Hint {
  readonly tenant: number;
  readonly things: readonly number[];
  readonly names: readonly string[];
}

interface SlowRead {
  readonly answer: Promise<unknown>;
  release(): void;
  /** The oldest version that it may answer. */
  readonly atLeast: number;
  /** The process has written the thing since, or heard of it: nobody is to be given what this brings but who waits for it. */
  isOvertaken: boolean;
}

/** Does everything to the things, and knows of each read what it may answer, and when it has no need to load. */
export class Truth {
  private readonly versions = new Map<string, Version[]>();
  /** By process and thing the oldest version: it wrote that one itself, has heard of it, or has given it out. */
  private readonly floors = new Map<string, number>();
  /** By process and thing when it loaded what it has and nobody has written. */
  private readonly held = new Map<string, number>();
  private readonly slow = new Map<string, SlowRead>();
  private readonly unheard: Hint[][];
  private serial = 0;

  private constructor(
    readonly things: CachedThings,
    private readonly processes: readonly ThingsProcess[],
    private readonly tenantIds: readonly string[],
  ) {
    this.unheard = processes.map(() => []);
  }

  /** Each tenant has one thing, and another's is another. */
  static async of(
    things: CachedThings,
    processes: readonly ThingsProcess[],
    tenantIds: readonly string[],
  ): Promise<Truth> {
    const truth = new Truth(things, processes, tenantIds);
    for (const tenant of tenantIds.keys()) await truth.putByHand([0, tenant, 0], truth.newValue());
    return truth;
  }

  newValue(): string {
    return `value ${(this.serial += 1)}`;
  }

  /** `things` of the place's tenant are given that value; undefined: they are removed. */
  async write(at: Place, things: readonly number[], value: unknown, ending: Ending): Promise<void> {
    const ids = things.map((thing) => `thing-${thing}`);
    await this.act(at, { ids, value }, ending);
    if (ending !== 'rollback') for (const thing of things) this.add(at, thing, value, this.things.nowMs);
    this.tell(at, things, ids, ending);
  }

  async writeWhile(at: Place, value: unknown, work: () => Promise<void>): Promise<void> {
    await this.processOf(at).write(this.tenantOf(at), idOf(at), value, work);
    this.add(at, at[2], value, this.things.nowMs);
    this.tell(at, [at[2]], [idOf(at)], 'commit');
  }

  /** Both at once; who was later has the last word. */
  async writeAtOnce(at: Place, other: Place, values: readonly [unknown, unknown]): Promise<void> {
    const of = (place: Place, value: unknown) =>
      this.processOf(place).write(this.tenantOf(place), idOf(place), value);
    await Promise.all([of(at, values[0]), of(other, values[1])]);
    const last = await this.things.valueOf(this.tenantOf(at), idOf(at));
    const [first, second] = last === values[1] ? [at, other] : [other, at];
    for (const [place, value] of [
      [first, last === values[1] ? values[0] : values[1]],
      [second, last],
    ] as const) {
      this.add(place, place[2], value, this.things.nowMs);
      this.tell(place, [place[2]], [idOf(place)], 'commit');
    }
  }

  async clear(at: Place, ending: Ending): Promise<void> {
    await this.act(at, 'clear', ending);
    if (ending !== 'rollback')
      for (const thing of THINGS)
        for (const one of this.of(at, thing)) one.dueMs = Math.min(one.dueMs, this.things.nowMs);
    this.tell(at, THINGS, [''], ending);
  }

  /** Past the application. */
  async putByHand(at: Place, value: unknown): Promise<void> {
    await this.things.put(this.tenantOf(at), idOf(at), value);
    this.add(at, at[2], value, this.things.nowMs + MINUTE_MS);
  }

  /** Hints come in any order, late, or never. */
  hear(process: number, chosen: number, isLost: boolean): void {
    const [hints = [], real] = [this.unheard[process], this.processOf([process, 0, 0])];
    const [hint] = hints.splice(chosen % Math.max(1, hints.length), 1);
    if (hint === undefined) return;
    if (isLost) real.hints.lose(hint.names);
    else real.hints.deliver(hint.names);
    if (!isLost) this.isUpToDate(process, hint);
  }

  hearAll(): void {
    this.things.bus.deliver();
    this.held.clear();
    for (const [process, hints] of this.unheard.entries())
      for (const hint of hints.splice(0)) this.isUpToDate(process, hint);
  }

  /** @throws Error when it is given what it may not be given, or loads without need */
  async read(at: Place): Promise<void> {
    const [key, process] = [at.join(' '), this.processOf(at)];
    const atLeast = this.oldestAllowed(at);
    const [before, begunMs] = [process.loads, this.things.nowMs];
    const slow = this.slow.get(key);
    const answer = this.ask(at);
    // Who comes after it is overtaken waits for it no more; who came before does, and here nobody goes on.
    const isFree = slow === undefined || (slow.isOvertaken && (await this.isAnswered(process, answer)));
    if (!isFree) await this.finish(at);
    const value = await answer;
    const joined = slow !== undefined && !slow.isOvertaken;
    const last = this.of(at, at[2]).length - 1;
    this.raise(at, this.assertAllowed(at, value, value === undefined && !joined ? last : atLeast));
    this.assertNeeded(at, process.loads - before, begunMs, value !== undefined && !joined);
  }

  /** All that there is, at once, and without a word about who loads. */
  async readEverything(process: number): Promise<void> {
    const places = [...this.tenantIds.keys()].flatMap((tenant) =>
      THINGS.map((thing): Place => [process, tenant, thing]),
    );
    for (const at of places) await this.finish(at);
    const oldest = places.map((at) => this.oldestAllowed(at));
    const values = await Promise.all(places.map((at) => this.ask(at)));
    for (const [index, at] of places.entries())
      this.raise(at, this.assertAllowed(at, values[index], oldest[index] ?? 0));
  }

  /** It has read when this is over, and answers at some time later, unless it had no need to read. */
  async beginToRead(at: Place): Promise<void> {
    await this.finish(at);
    const process = this.processOf(at);
    const { promise: hasRead, resolve: read } = Promise.withResolvers<undefined>();
    const { promise: mayAnswer, resolve: release } = Promise.withResolvers<undefined>();
    process.beforeAnswer = () => {
      read(undefined);
      return mayAnswer;
    };
    const atLeast = this.oldestAllowed(at);
    const answer = this.ask(at);
    await Promise.race([hasRead, answer]);
    process.beforeAnswer = undefined;
    this.held.delete(at.join(' '));
    const slow = { answer, release: () => release(undefined), atLeast, isOvertaken: false };
    this.slow.set(at.join(' '), slow);
  }

  /** Lets a slow read answer, if there is one. */
  async finish(at: Place): Promise<void> {
    const key = at.join(' ');
    const slow = this.slow.get(key);
    this.slow.delete(key);
    slow?.release();
    if (slow !== undefined) this.assertAllowed(at, await slow.answer, slow.atLeast);
  }

  /** After another second everybody knows everything that was done by the application. */
  async end(): Promise<void> {
    for (const key of [...this.slow.keys()]) await this.finish(placeOf(key));
    await this.things.pass(SECOND_MS + 1);
    for (const process of this.processes.keys()) await this.readEverything(process);
    this.things.bus.deliver();
  }

  private async act(at: Place, deed: Deed, ending: Ending): Promise<void> {
    const [process] = at;
    const isDeath = ending === 'death';
    if (isDeath) for (const key of this.ofProcess(this.slow, process)) await this.finish(placeOf(key));
    await this.processOf(at).act(this.tenantOf(at), deed, ending);
    if (!isDeath) return;
    for (const known of [this.floors, this.held])
      for (const key of this.ofProcess(known, process)) known.delete(key);
    this.unheard[process] = [];
  }

  /** What this process and the others know by that. */
  private tell(at: Place, things: readonly number[], ids: readonly string[], ending: Ending): void {
    const [process, tenant] = at;
    const names = ids.map((id) => `tenant:${this.tenantOf(at)}:${id === '' ? '' : `thing:${id}`}`);
    const hint: Hint = { tenant, things, names };
    const ofAll = ending === 'rollback' ? [process] : [...this.processes.keys()];
    for (const one of ofAll) for (const thing of things) this.held.delete([one, tenant, thing].join(' '));
    if (ending === 'rollback' || ending === 'death') return;
    this.isUpToDate(process, hint);
    for (const [other, hints] of this.unheard.entries()) if (other !== process) hints.push(hint);
  }

  private isUpToDate(process: number, { tenant, things }: Hint): void {
    for (const thing of things) {
      const at: Place = [process, tenant, thing];
      this.held.delete(at.join(' '));
      this.raise(at, this.of(at, thing).length - 1);
      const slow = this.slow.get(at.join(' '));
      if (slow !== undefined) slow.isOvertaken = true;
    }
  }

  /** One that was due a second ago, and no older than the floor. */
  private oldestAllowed(at: Place): number {
    const before = this.things.nowMs - SECOND_MS;
    const last = this.of(at, at[2]).findLastIndex(({ dueMs }) => dueMs < before);
    return Math.max(0, last, this.floors.get(at.join(' ')) ?? 0);
  }

  /** Answers which version that is. @throws Error when it may not be given out */
  private assertAllowed(at: Place, value: unknown, atLeast: number): number {
    const versions = this.of(at, at[2]);
    const seen = versions.findIndex((one, index) => index >= atLeast && one.value === (value ?? null));
    if (seen >= 0) return seen;
    const allowed = versions.slice(atLeast).map((one) => String(one.value));
    throw new Error(`${at.join(' ')} was given ${String(value)}, and not one of ${allowed.join(', ')}.`);
  }

  private assertNeeded(at: Place, loads: number, begunMs: number, isKept: boolean): void {
    const key = at.join(' ');
    const loadedMs = this.held.get(key) ?? -Infinity;
    if (loads > 0 && begunMs - loadedMs < MINUTE_MS)
      throw new Error(`${key} was loaded again, and nobody has written it.`);
    if (loads > 0 && isKept) this.held.set(key, begunMs);
  }

  /** What is not due yet, because it was done by hand, nobody has to go on giving out. */
  private raise(at: Place, seen: number): void {
    const key = at.join(' ');
    const { nowMs } = this.things;
    const due = this.of(at, at[2]).findLastIndex(({ dueMs }, index) => index <= seen && dueMs <= nowMs);
    this.floors.set(key, Math.max(due, this.floors.get(key) ?? 0));
  }

  private add([, tenant]: Place, thing: number, value: unknown, dueMs: number): void {
    this.of([0, tenant, thing], thing).push({ value: value ?? null, dueMs });
  }

  private of([, tenant]: Place, thing: number): Version[] {
    const key = `${tenant} ${thing}`;
    const known = this.versions.get(key) ?? [{ value: null, dueMs: -Infinity }];
    this.versions.set(key, known);
    return known;
  }

  private ask(at: Place): Promise<unknown> {
    return this.processOf(at).read(this.tenantOf(at), idOf(at), MISSING[at[2]]);
  }

  /** Within many turns, which are more than a read needs that waits for nobody. */
  private async isAnswered(process: ThingsProcess, answer: Promise<unknown>): Promise<boolean> {
    const turns = async () => {
      for (let turn = 0; turn < 10; turn += 1) await process.database.source.query('SELECT 1');
    };
    return Promise.race([answer.then(() => true), turns().then(() => false)]);
  }

  private ofProcess(known: ReadonlyMap<string, unknown>, process: number): string[] {
    return [...known.keys()].filter((key) => key.startsWith(`${process} `));
  }

  private processOf([process]: Place): ThingsProcess {
    return this.processes[process] as ThingsProcess;
  }

  private tenantOf([, tenant]: Place): string {
    return String(this.tenantIds[tenant]);
  }
}

const idOf = ([, , thing]: Place): string => `thing-${thing}`;

const placeOf = (key: string): Place => key.split(' ').map(Number) as unknown as Place;
