import fc from 'fast-check';
import { Ending } from '../support/cached-things';
import { ThingsRedis } from '../support/things-redis';
import { MINUTE_MS, Place, SECOND_MS, THINGS, Truth } from './truth';

type Command = fc.AsyncCommand<Truth, Truth>;

/** Where the real thing is the truth itself: commands do both at once. */
function command(name: string, run: (truth: Truth) => Promise<void> | void): Command {
  return { check: () => true, run: async (_model, real) => run(real), toString: () => name };
}

const who = fc.nat(2);
/** Most of it happens in one tenant, so that much happens to its things. */
const tenant = fc.constantFrom(0, 0, 0, 0, 1, 2);
const thing = fc.constantFrom(0, 0, 1);
const place: fc.Arbitrary<Place> = fc.tuple(who, tenant, thing);
const often = (weight: number, one: fc.Arbitrary<Command>) => Array.from({ length: weight }, () => one);

const ending = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Ending>('commit') },
  { weight: 2, arbitrary: fc.constantFrom<Ending>('rollback', 'death', 'no answer') },
);
const things = fc.oneof(
  { weight: 2, arbitrary: thing.map((one) => [one]) },
  { weight: 1, arbitrary: fc.constant(THINGS) },
);

const read = (at: Place) => command(`read ${at.join(' ')}`, (truth) => truth.read(at));

const readEverything = (chosen: number) =>
  command(`read everything in ${chosen}`, (truth) => truth.readEverything(chosen));

/** Every fourth removes them. */
const write = ([at, which, kind, end]: [Place, readonly number[], number, Ending]) =>
  command(
    `${kind === 0 ? 'remove' : 'write'} ${at.slice(0, 2).join(' ')} ${which.join('+')}: ${end}`,
    (truth) => truth.write(at, which, kind === 0 ? undefined : truth.newValue(), end),
  );

const writeWhileRead = (at: Place, by: number) =>
  command(`write ${at.join(' ')} while ${by} reads`, (truth) =>
    truth.writeWhile(at, truth.newValue(), () => truth.read([by, at[1], at[2]])),
  );

const writeAtOnce = (at: Place, by: number) =>
  command(`write ${at.join(' ')} and ${by} as well`, (truth) =>
    truth.writeAtOnce(at, [by, at[1], at[2]], [truth.newValue(), truth.newValue()]),
  );

/** What it is for, every other time: somebody has changed something by hand. */
const clear = (at: Place, isChanged: boolean, end: Ending) =>
  command(
    `${isChanged ? `put ${at[2]} by hand and ` : ''}clear ${at.slice(0, 2).join(' ')}: ${end}`,
    async (truth) => {
      if (isChanged) await truth.putByHand(at, truth.newValue());
      await truth.clear(at, end);
    },
  );

const putByHand = (at: Place, isRemoved: boolean) =>
  command(`${isRemoved ? 'remove' : 'put'} by hand ${at.slice(1).join(' ')}`, (truth) =>
    truth.putByHand(at, isRemoved ? undefined : truth.newValue()),
  );

const beginToRead = (at: Place) => command(`begin to read ${at.join(' ')}`, (truth) => truth.beginToRead(at));
const endToRead = (at: Place) => command(`end to read ${at.join(' ')}`, (truth) => truth.finish(at));

const pass = (ms: number) => command(`pass ${ms} ms`, (truth) => truth.things.pass(ms));

/** Hints come in any order, late, or never. */
const hear = (chosen: number, which: number, isLost: boolean) =>
  command(`${isLost ? 'lose' : 'hear'} ${which} in ${chosen}`, (truth) => truth.hear(chosen, which, isLost));
const hearAll = () => command('hear all', (truth) => truth.hearAll());

/** Nothing where there is none. */
const REDIS = {
  'loses everything': (redis: ThingsRedis) => redis.loseEverything(),
  'is copied': (redis: ThingsRedis) => redis.keep(),
  'is what it was': (redis: ThingsRedis) => redis.goBack(),
} as const;
const trouble = (name: keyof typeof REDIS) =>
  command(`Redis ${name}`, async ({ things: { redis } }) => {
    if (redis !== undefined) await REDIS[name](redis);
  });

const JUMPS_MS = [1, 400, SECOND_MS, SECOND_MS + 1, 5 * SECOND_MS, MINUTE_MS - 1, MINUTE_MS + SECOND_MS + 1];

/** Up to 150 of them, 75 on an average. */
export const COMMANDS = fc.commands(
  [
    ...often(8, place.map(read)),
    ...often(3, fc.tuple(place, things, fc.nat(3), ending).map(write)),
    ...often(2, place.map(beginToRead)),
    ...often(2, fc.constantFrom(...JUMPS_MS).map(pass)),
    ...often(
      2,
      fc.tuple(who, fc.nat(20), fc.boolean()).map((hint) => hear(...hint)),
    ),
    place.map(endToRead),
    who.map(readEverything),
    fc.tuple(place, who).map(([at, by]) => writeWhileRead(at, by)),
    fc.tuple(place, who).map(([at, by]) => writeAtOnce(at, by)),
    ...often(
      2,
      fc.tuple(place, fc.boolean(), ending).map((one) => clear(...one)),
    ),
    fc.tuple(place, fc.boolean()).map(([at, isRemoved]) => putByHand(at, isRemoved)),
    ...often(2, fc.constant(null).map(hearAll)),
    fc.constantFrom(...(Object.keys(REDIS) as (keyof typeof REDIS)[])).map(trouble),
  ],
  // Without a size there would be ten.
  { maxCommands: 150, size: 'max' },
);
