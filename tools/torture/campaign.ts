import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ensureBuilt } from '../build/build.ts';
import { outputPath } from '../build/outputs.ts';
import { DEMO } from '../instance/environment.ts';
import type { Steps } from '../terminal/steps.ts';
import { Stopped } from '../trouble/trouble.ts';
import { check, type Finding } from './checker.ts';
import { readStored, readUnfinished } from './evidence/read-stored.ts';
import { readTold } from './evidence/told.ts';
import { crashAtEach } from './faults/crash-points.ts';
import { inflict } from './faults/faults.ts';
import { forge } from './forgeries.ts';
import { buildLab } from './lab/build-lab.ts';
import type { Lab } from './lab/lab.ts';
import { KINDS, planCrashes, planFaults, type Fault, type Scale } from './plan.ts';
import { Random } from './random.ts';
import { Tally } from './tally.ts';
import { wait } from './wait.ts';
import { Watcher } from './watcher.ts';

export interface CampaignOptions {
  projectRoot: string;
  env: NodeJS.ProcessEnv;
  steps: Steps;
  signal: AbortSignal;
  seed: number;
  scale: Scale;
  /** Goes on with faults until so many minutes are over. */
  minutes?: number;
}

export interface CampaignReport {
  campaign: 'inbound';
  seed: number;
  settings: Record<string, unknown>;
  /** How often each fault was tried, and how often it really happened. */
  tried: Tally;
  /** Interesting states, and how often they were seen. */
  sometimes: Record<string, number>;
  figures: Record<string, number>;
  findings: (Finding | { what: string; count: number; evidence: unknown[] })[];
}

const QUIET_WITHIN_MS = 60_000;
/** What a dead worker was fetching is taken back after a minute. */
const FILES_WITHIN_MS = 180_000;
const STAYS_QUIET_MS = 1_500;
const PICTURE_EVERY_MS = 500;
const REPLAY_EVERY_MS = 7_000;
/** What people send pictures from: not of the load, so that the phone page's people are there too. */
const PICTURE_PHONES = 20;

/** Load and faults, then peace, then one look at everything. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { steps, projectRoot, env, signal, seed } = options;
  const random = new Random(seed);
  let lab: Lab | undefined;
  try {
    await steps.run('Set-up', async ({ doing }) => {
      doing('build');
      await ensureBuilt({ projectRoot, env, signal, log: join(projectRoot, '.parley', 'torture-build.log') });
      lab = await buildLab({ projectRoot, env, signal }, doing);
      return `PostgreSQL on ${lab.volume?.kind ?? 'the ordinary disk'}, api, 2 workers, simulator`;
    });
    const report = await new Campaign(options, lab as unknown as Lab, random).run();
    if (report.findings.length > 0) keepLogs(options, lab);
    return report;
  } catch (error) {
    if (!(error instanceof Stopped)) keepLogs(options, lab);
    throw error;
  } finally {
    await lab?.close();
  }
}

/** What the processes wrote, for whoever wants to know why. */
function keepLogs({ projectRoot, seed, steps }: CampaignOptions, lab: Lab | undefined): void {
  const kept = join(projectRoot, '.parley', 'torture', `seed-${seed}`);
  rmSync(kept, { recursive: true, force: true });
  lab?.copyLogs(kept);
  steps.note('Logs', kept);
}

class Campaign {
  readonly #options: CampaignOptions;
  readonly #lab: Lab;
  readonly #random: Random;
  readonly #tally = new Tally();
  readonly #forged: { wamid: string; status: number | null }[] = [];
  readonly #startedAt = Date.now();
  readonly #asides: Promise<void>[] = [];
  #isBurning = true;

  constructor(options: CampaignOptions, lab: Lab, random: Random) {
    this.#options = options;
    this.#lab = lab;
    this.#random = random;
  }

  async run(): Promise<CampaignReport> {
    const { steps, seed, scale } = this.#options;
    const watcher = new Watcher(this.#lab);
    watcher.start();
    await this.#beginLoad();
    for (const aside of [this.#sendPictures(), this.#forgeWebhooks(), this.#replayLetters()])
      this.#asides.push(aside.catch((error: unknown) => this.#gaveUp(error)));
    const points = crashPoints(this.#options.projectRoot);
    await steps.run('Crash points', ({ doing }) => this.#crash(points, doing));
    await steps.run('Faults', ({ doing }) => this.#burn(doing));
    this.#isBurning = false;
    await Promise.all(this.#asides);
    let quietAfterMs: number | undefined;
    await steps.run('Peace', async ({ doing }) => {
      quietAfterMs = await this.#heal(doing);
      return quietAfterMs === undefined
        ? 'not quiet in time'
        : `quiet after ${Math.round(quietAfterMs / 1000)} s`;
    });
    await watcher.stop();
    return this.#report({ seed, scale, watcher, quietAfterMs });
  }

  async #beginLoad(): Promise<void> {
    const { seed, scale } = this.#options;
    const mix = { batchMin: 1, batchMax: 12, duplicates: 0.15, reorder: 300, patient: 0.7, kinds: KINDS };
    // It is ended when the faults are through, not when so many were sent.
    await this.#lab.simulator.load({ seed, ...scale.load, total: 10_000_000, ...mix });
    await wait(2_000, this.#lab.signal);
  }

  async #crash(points: readonly string[], doing: (what: string) => void): Promise<string> {
    const plan = planCrashes(points, this.#options.scale, this.#random);
    const now = { api: '', 'worker-1': '' };
    await Promise.all(
      (['api', 'worker-1'] as const).map((victim) =>
        crashAtEach(this.#lab, victim, plan[victim], this.#tally, (words) => {
          now[victim] = words;
          doing(`${now.api} ${now['worker-1']}`);
        }),
      ),
    ).catch((error: unknown) => {
      throw this.#lab.signal.aborted ? new Stopped() : error;
    });
    const counts = Object.values(this.#tally.toJSON());
    return `died at ${counts.filter(({ seen }) => seen > 0).length} of ${counts.length}`;
  }

  async #burn(doing: (what: string) => void): Promise<string> {
    const until = this.#startedAt + (this.#options.minutes ?? 0) * 60_000;
    const plan = planFaults(this.#options.scale, this.#random);
    for (let index = 0; index < plan.length; index += 1) {
      const fault = plan[index] as Fault;
      doing(`${index + 1} of ${plan.length}: ${fault.kind}`);
      if (index === plan.length - 1 && Date.now() < until)
        plan.push(...planFaults(this.#options.scale, this.#random));
      if (this.#lab.signal.aborted) throw new Stopped();
      const isPossible = fault.kind !== 'full disk' || this.#lab.volume !== undefined;
      if (isPossible) this.#tally.add(fault.kind, await inflict(this.#lab, fault));
      else this.#tally.expect(fault.kind);
      await wait(this.#random.between(0, 500), this.#lab.signal);
    }
    return `${plan.length} faults`;
  }

  /** Answers after how long everything was quiet; undefined when it was not in time. */
  async #heal(doing: (what: string) => void): Promise<number | undefined> {
    doing('all processes run');
    await this.#lab.heal();
    await this.#lab.simulator.endLoad();
    const since = Date.now();
    const quietAfterMs = await this.#untilQuiet(since + QUIET_WITHIN_MS, ({ isFile }) => !isFile, doing);
    await this.#untilQuiet(since + FILES_WITHIN_MS, () => true, doing);
    return quietAfterMs === undefined ? undefined : quietAfterMs - since;
  }

  /** When nothing of that sort waited any more and it stayed so; undefined when that was not before `deadline`. */
  async #untilQuiet(
    deadline: number,
    counts: (waiting: { isFile: boolean }) => boolean,
    doing: (what: string) => void,
  ): Promise<number | undefined> {
    let quietSince: number | undefined;
    while (Date.now() < deadline) {
      const { waiting } = await this.#lab.simulator.state();
      const unfinished = Object.entries(await readUnfinished(this.#lab.postgres)).filter(([what]) =>
        counts({ isFile: what.startsWith('media') }),
      );
      doing(`${waiting} webhooks, ${JSON.stringify(unfinished)}`);
      if (waiting > 0 || unfinished.length > 0) quietSince = undefined;
      else quietSince ??= Date.now();
      // A status may still be on its way out of the simulator: quiet is what stays so.
      if (quietSince !== undefined && Date.now() - quietSince > STAYS_QUIET_MS) return quietSince;
      await wait(250, this.#lab.signal);
    }
    return undefined;
  }

  async #sendPictures(): Promise<void> {
    for (let turn = 0; this.#isBurning; turn += 1) {
      const phone = `15557000${String(turn % PICTURE_PHONES).padStart(4, '0')}`;
      await this.#lab.simulator.sendPicture(phone).catch(() => undefined);
      await this.#pause(PICTURE_EVERY_MS);
    }
  }

  async #forgeWebhooks(): Promise<void> {
    for (let turn = 0; turn < this.#options.scale.forgeries && this.#isBurning; turn += 1) {
      this.#forged.push(await forge(this.#lab.webhookUrl, DEMO.phoneNumberId, turn));
      await this.#pause(300);
    }
  }

  /** Somebody tries everything again that was set aside, again and again. */
  async #replayLetters(): Promise<void> {
    while (this.#isBurning) {
      await this.#pause(REPLAY_EVERY_MS);
      if (this.#isBurning)
        this.#tally.add('replay of all dead letters', await this.#lab.cli('replay', '--all', '--rate', '50'));
    }
  }

  /** Being stopped is told by whoever leads. */
  #gaveUp(error: unknown): void {
    this.#isBurning = false;
    if (!(error instanceof Stopped)) throw error;
  }

  async #pause(ms: number): Promise<void> {
    await wait(ms, this.#lab.signal).catch(() => (this.#isBurning = false));
  }

  async #report(after: {
    seed: number;
    scale: Scale;
    watcher: Watcher;
    quietAfterMs: number | undefined;
  }): Promise<CampaignReport> {
    const { steps } = this.#options;
    let report: CampaignReport | undefined;
    await steps.run('Checker', async ({ doing }) => {
      doing('reading the ledger');
      const told = await readTold(this.#lab.simulator.ledgerFile);
      doing('reading the database');
      const stored = await readStored(this.#lab.postgres);
      doing('comparing');
      const findings: CampaignReport['findings'] = check({
        told,
        stored,
        forged: this.#forged.map(({ wamid }) => wamid),
      });
      const sometimes = {
        'an event came more than once': told.figures.copies,
        'a webhook was refused or not answered, and taken later': told.figures.acknowledgedAfterRefusal,
        'an element was set aside': stored.deadLetters.length,
        ...after.watcher.seen,
      };
      findings.push(...this.#neverSeen(sometimes), ...this.#otherFindings());
      report = {
        campaign: 'inbound',
        seed: after.seed,
        settings: {
          ...after.scale,
          volume: this.#lab.volume?.kind ?? 'none: no full disk',
          node: process.versions.node,
        },
        tried: this.#tally,
        sometimes,
        figures: {
          seconds: Math.round((Date.now() - this.#startedAt) / 1000),
          ...told.figures,
          acknowledgedEvents: [...told.events.values()].filter(
            ({ acknowledged }) => acknowledged !== undefined,
          ).length,
          messages: stored.messages.length,
          statuses: stored.statuses.length,
          deadLetters: stored.deadLetters.length,
          forged: this.#forged.length,
          longestWaitMs: after.watcher.oldestMs,
          ...(after.quietAfterMs === undefined ? {} : { quietAfterMs: after.quietAfterMs }),
        },
        findings,
      };
      return findings.length === 0 ? 'nothing found' : `${findings.length} findings`;
    });
    return report as unknown as CampaignReport;
  }

  /** A campaign in which something interesting never happened has shown nothing about it. */
  #neverSeen(sometimes: Record<string, number>): CampaignReport['findings'] {
    const never = Object.entries(sometimes).flatMap(([what, count]) => (count === 0 ? [what] : []));
    return [...never, ...this.#tally.missed].map((what) => ({
      what: `never happened: ${what}`,
      count: 1,
      evidence: [],
    }));
  }

  #otherFindings(): CampaignReport['findings'] {
    const ends = this.#lab.unexpectedEnds;
    const taken = this.#forged.filter(({ status }) => status === 200);
    return [
      ...(ends.length === 0
        ? []
        : [
            {
              promise: 'X2' as const,
              what: 'a process ended by itself',
              count: ends.length,
              evidence: ends.slice(0, 10),
            },
          ]),
      ...(taken.length === 0
        ? []
        : [
            {
              promise: 'R8' as const,
              what: 'forged, and answered with 200',
              count: taken.length,
              evidence: taken.slice(0, 10),
            },
          ]),
    ];
  }
}

/** The names that the built product knows. */
function crashPoints(projectRoot: string): string[] {
  const file = join(dirname(outputPath(projectRoot, 'api')), 'kernel', 'crash-points.js');
  const { CRASH_POINTS } = createRequire(import.meta.url)(file) as { CRASH_POINTS: string[] };
  return CRASH_POINTS;
}
