import { Instance } from './instance.ts';
import type { Chromium } from './chromium.ts';

/** What the set-up hands to the journeys, which Jest runs in other processes or contexts than itself. */
export interface JourneyEnvironment {
  projectRoot: string;
  /** Everything of this run; only what failing journeys leave in `failures` outlives it. */
  folder: string;
  failures: string;
  home: string;
  chromium: Chromium;
}

const VARIABLE = 'PARLEY_JOURNEYS';

export function publishEnvironment(environment: JourneyEnvironment): void {
  process.env[VARIABLE] = JSON.stringify(environment);
}

/** @throws outside of the Jest project `journeys` */
export function journeyEnvironment(): JourneyEnvironment {
  const text = process.env[VARIABLE];
  if (!text) throw new Error('Journeys run in the Jest project "journeys": npm test -- journeys');
  return JSON.parse(text) as JourneyEnvironment;
}

/** The Parley that all journeys share. */
export function sharedInstance(): Instance {
  return new Instance(journeyEnvironment().home);
}
