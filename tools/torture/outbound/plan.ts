import type { Crash } from '../faults/crash-points.ts';
import type { Fault } from '../faults/fault.ts';
import type { Victim } from '../lab/lab.ts';
import type { Random } from '../random.ts';
import { WEBHOOK_MODES, type WebhookMode } from './webhook-modes.ts';

/** How often each kind of fault comes, and how much is sent meanwhile. */
export interface Scale {
  crashHits: readonly number[];
  /** Of all the crash points so many, chosen by the seed; those that take minutes to come to are then left out. */
  crashesAtMost: number;
  kills: number;
  stops: number;
  databaseKills: number;
  /** Before and after the commit, each so many. */
  cuts: number;
  resets: number;
  /** Of each kind of trouble on the way to Graph. */
  graphFaults: number;
  freezes: number;
  freezeMs: number;
  /** Nothing goes wrong for so long at the end of each phase: what is unknown is then settled while more is sent. */
  calmMs: number;
  load: { numbersOfEach: number; people: number; perSecond: number; limitPerSecond: number };
}

export const FULL: Scale = {
  crashHits: [1, 7],
  crashesAtMost: Infinity,
  kills: 50,
  stops: 6,
  databaseKills: 5,
  cuts: 10,
  resets: 6,
  graphFaults: 5,
  freezes: 3,
  freezeMs: 20_000,
  calmMs: 75_000,
  load: { numbersOfEach: 4, people: 40, perSecond: 4, limitPerSecond: 20 },
};

/** Some of everything, in less than three minutes. */
export const QUICK: Scale = {
  crashHits: [1],
  crashesAtMost: 3,
  kills: 4,
  stops: 1,
  databaseKills: 1,
  cuts: 1,
  resets: 1,
  graphFaults: 1,
  freezes: 1,
  freezeMs: 12_000,
  calmMs: 0,
  load: { numbersOfEach: 4, people: 20, perSecond: 4, limitPerSecond: 20 },
};

/** A part of the campaign in which statuses come in one way. */
export interface Phase {
  mode: WebhookMode;
  /** With one worker, so that it is this one that sends. */
  crashes: Crash[];
  /** With two, who take over from each other. */
  faults: Fault[];
}

/** Of the points that sending passes. */
const OF_SENDING = /^send\./;
/** Passed when a minute has told nothing: only where statuses do not come there is always something to settle. */
const OF_A_MINUTE = new Set(['send.before-resend-commit', 'send.unknown-settled']);
/** Passed only where a sender died before with messages of a number, or of seven, on their way. */
const OF_THE_DEAD = /abandoned/;
const LEAVES_SOMETHING_AFTER_MS = 9_000;
const DIES_WITHIN_MS = 45_000;
const A_MINUTE_DIES_WITHIN_MS = 180_000;
const WORKERS: readonly Victim[] = ['worker-1', 'worker-2'];
const MOSTLY_WORKERS: readonly Victim[] = [...WORKERS, ...WORKERS, 'api'];

/** All of it in an order and with choices that only the seed decides, spread evenly over the ways of statuses. */
export function planPhases(points: readonly string[], scale: Scale, random: Random): Phase[] {
  const crashes = random
    .shuffled(points.filter((point) => OF_SENDING.test(point)).flatMap((point) => crashesAt(point, scale)))
    .filter(({ point }) => scale.crashesAtMost === Infinity || !OF_A_MINUTE.has(point))
    .slice(0, scale.crashesAtMost);
  const anyTime = crashes.filter(({ point }) => !OF_A_MINUTE.has(point));
  const ofAMinute = crashes.filter(({ point }) => OF_A_MINUTE.has(point));
  const faults = planFaults(scale, random);
  return WEBHOOK_MODES.map((mode, turn) => ({
    mode,
    crashes: [...everyThird(anyTime, turn), ...(mode === 'off' ? ofAMinute : [])],
    faults: everyThird(faults, turn),
  }));
}

export function planFaults(scale: Scale, random: Random): Fault[] {
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  const spellMs = () => random.between(2_000, 5_000);
  const faults: Fault[] = [
    ...times(scale.kills, (): Fault => ({
      kind: 'kill',
      victim: random.pick(MOSTLY_WORKERS),
      pauseMs: random.between(0, 3_000),
    })),
    ...times(scale.stops, (): Fault => ({ kind: 'stop in order', victim: random.pick(WORKERS) })),
    ...times(scale.databaseKills, (): Fault => ({ kind: 'kill database', downMs: random.between(0, 1_500) })),
    ...times(scale.cuts, (): Fault => ({ kind: 'cut before commit', victim: random.pick(MOSTLY_WORKERS) })),
    ...times(scale.cuts, (): Fault => ({ kind: 'cut after commit', victim: random.pick(MOSTLY_WORKERS) })),
    ...times(scale.resets, (): Fault => ({ kind: 'reset connections', victim: random.pick(MOSTLY_WORKERS) })),
    ...times(scale.graphFaults, (): Fault => ({ kind: 'reset connections to Graph' })),
    ...times(scale.graphFaults, (): Fault => ({ kind: 'no way to Graph', forMs: spellMs() })),
    ...times(scale.graphFaults, (): Fault => ({ kind: 'blackhole to Graph', forMs: spellMs() })),
    ...times(scale.freezes, (): Fault => ({ kind: 'freeze who sends', forMs: scale.freezeMs })),
  ];
  return random.shuffled(faults);
}

function crashesAt(point: string, { crashHits }: Scale): Crash[] {
  const withinMs = OF_A_MINUTE.has(point) ? A_MINUTE_DIES_WITHIN_MS : DIES_WITHIN_MS;
  return crashHits.map((hit) => ({
    ...{ point, hit, isAlone: true, withinMs },
    ...(OF_THE_DEAD.test(point) && { runsBeforeMs: LEAVES_SOMETHING_AFTER_MS }),
  }));
}

function everyThird<T>(items: readonly T[], turn: number): T[] {
  return items.filter((_, index) => index % WEBHOOK_MODES.length === turn);
}
