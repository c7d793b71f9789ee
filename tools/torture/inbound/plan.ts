import type { Crash } from '../faults/crash-points.ts';
import type { Fault } from '../faults/fault.ts';
import type { Victim } from '../lab/lab.ts';
import type { Random } from '../random.ts';

/** How often each kind of fault comes, and how much else there is. */
export interface Scale {
  crashHits: readonly number[];
  kills: number;
  databaseKills: number;
  /** Before and after the commit, each so many. */
  cuts: number;
  resets: number;
  slow: number;
  blackholes: number;
  freezeMs: number;
  fullDiskMs: number;
  forgeries: number;
  load: { eventsPerSecond: number; people: number };
}

export const FULL: Scale = {
  crashHits: [1, 7],
  kills: 50,
  databaseKills: 10,
  cuts: 20,
  resets: 10,
  slow: 3,
  blackholes: 3,
  freezeMs: 20_000,
  fullDiskMs: 15_000,
  forgeries: 200,
  load: { eventsPerSecond: 100, people: 150 },
};

/** Everything once or a few times, in about two minutes. */
export const QUICK: Scale = {
  crashHits: [1],
  kills: 6,
  databaseKills: 1,
  cuts: 3,
  resets: 1,
  slow: 1,
  blackholes: 1,
  freezeMs: 4_000,
  fullDiskMs: 4_000,
  forgeries: 20,
  load: { eventsPerSecond: 100, people: 40 },
};

const WORKERS: readonly Victim[] = ['worker-1', 'worker-2'];
const ALL: readonly Victim[] = ['api', ...WORKERS];

/** All faults but the crash points, in an order and with choices that only the seed decides. */
export function planFaults(scale: Scale, random: Random): Fault[] {
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  const faults: Fault[] = [
    ...times(scale.kills, (): Fault => ({
      kind: 'kill',
      victim: random.pick(ALL),
      pauseMs: random.between(0, 1_500),
    })),
    ...times(scale.databaseKills, (): Fault => ({ kind: 'kill database', downMs: random.between(0, 1_500) })),
    ...times(scale.cuts, (): Fault => ({ kind: 'cut before commit', victim: random.pick(ALL) })),
    ...times(scale.cuts, (): Fault => ({ kind: 'cut after commit', victim: random.pick(ALL) })),
    ...times(scale.resets, (): Fault => ({ kind: 'reset connections', victim: random.pick(ALL) })),
    ...times(scale.slow, (): Fault => {
      const delayMs = random.between(20, 150);
      return { kind: 'slow connections', victim: random.pick(ALL), delayMs, forMs: 3_000 };
    }),
    ...times(scale.blackholes, (): Fault => {
      return { kind: 'blackhole', victim: random.pick(ALL), forMs: random.between(3_000, 6_000) };
    }),
    { kind: 'freeze', victim: 'api', forMs: scale.freezeMs },
    { kind: 'freeze', victim: random.pick(WORKERS), forMs: scale.freezeMs },
    { kind: 'full disk', forMs: scale.fullDiskMs },
  ];
  return random.shuffled(faults);
}

const DIES_WITHIN_MS = 30_000;
const SELDOM_DIES_WITHIN_MS = 90_000;
/** Work that comes seldom: the other worker must not be there to take it. */
const SELDOM = /^(media|replay)\./;
/** Those of the other campaign. */
const OF_SENDING = /^send\./;

/** Points of which process; hits in one list, in an order that only the seed decides. */
export function planCrashes(
  points: readonly string[],
  { crashHits }: Scale,
  random: Random,
): Record<'api' | 'worker-1', Crash[]> {
  const all = points
    .filter((point) => !OF_SENDING.test(point))
    .flatMap((point) => crashHits.map((hit) => crashAt(point, hit)));
  const isOfApi = ({ point }: { point: string }) => point.startsWith('receive.');
  return {
    api: random.shuffled(all.filter(isOfApi)),
    'worker-1': random.shuffled(all.filter((one) => !isOfApi(one))),
  };
}

function crashAt(point: string, hit: number): Crash {
  const isAlone = SELDOM.test(point);
  return { point, hit, isAlone, withinMs: isAlone ? SELDOM_DIES_WITHIN_MS : DIES_WITHIN_MS };
}

/** What the load is made of: mostly texts, and some of everything else that may come in. */
export const KINDS = {
  ...{
    text: 50,
    reply: 5,
    forwarded: 1,
    frequently_forwarded: 1,
    about_product: 1,
    referral: 1,
    location: 3,
  },
  ...{
    contacts: 2,
    contact_request: 1,
    reaction: 5,
    button: 1,
    button_reply: 2,
    list_reply: 1,
    flow_reply: 1,
  },
  ...{
    call_permission_reply: 1,
    interactive_with_error: 1,
    order: 1,
    number_changed: 0.5,
    identity_changed: 1,
  },
  ...{ edit: 3, revoke: 2, unsupported: 1, hologram: 1, request_welcome: 1, group: 1, status: 6, account: 3 },
  ...{ echo: 1, api_echo: 1, standby: 1, history: 0.5, call: 1, saved_contact: 0.5 },
  ...{ stop_marketing: 0.5, resume_marketing: 0.5, unknown_number: 0.5, nonsense: 0.5 },
};
