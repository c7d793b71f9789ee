import { DEMO } from '../../instance/environment.ts';
import { Stopped } from '../../trouble/trouble.ts';
import { endedByThemselves, found, neverSeen, type CampaignReport } from '../campaign/report.ts';
import { runInLab, type CampaignOptions } from '../campaign/run-in-lab.ts';
import { untilQuiet } from '../campaign/until-quiet.ts';
import { crashAtEach, knownCrashPoints } from '../faults/crash-points.ts';
import type { Fault } from '../faults/fault.ts';
import { inflict } from '../faults/faults.ts';
import type { Lab } from '../lab/lab.ts';
import { Random } from '../random.ts';
import { Tally } from '../tally.ts';
import { wait } from '../wait.ts';
import { check } from './checker.ts';
import { readStored, readUnfinished } from './evidence/read-stored.ts';
import { readTold } from './evidence/told.ts';
import { forge } from './forgeries.ts';
import { FULL, KINDS, planCrashes, planFaults, QUICK, type Scale } from './plan.ts';
import { Watcher } from './watcher.ts';

interface InboundOptions extends CampaignOptions {
  scale: Scale;
}

const QUIET_WITHIN_MS = 60_000;
/** What a dead worker was fetching is taken back after a minute. */
const FILES_WITHIN_MS = 180_000;
const PICTURE_EVERY_MS = 500;
const REPLAY_EVERY_MS = 7_000;
/** What people send pictures from: not of the load, so that the phone page's people are there too. */
const PICTURE_PHONES = 20;

const OTHER_TENANTS = 3;

/** Load and faults, then peace, then one look at everything. */
export function runInbound(
  options: CampaignOptions,
  { isQuick, rate }: { isQuick: boolean; rate?: number },
): Promise<CampaignReport> {
  const scale = isQuick ? QUICK : FULL;
  const load = { ...scale.load, ...(rate !== undefined && { eventsPerSecond: rate }) };
  const needs = { otherTenants: OTHER_TENANTS, isGraphBehindProxies: false };
  return runInLab(options, needs, (lab) =>
    new Campaign({ ...options, scale: { ...scale, load } }, lab, new Random(options.seed)).run(),
  );
}

class Campaign {
  readonly #options: InboundOptions;
  readonly #lab: Lab;
  readonly #random: Random;
  readonly #tally = new Tally();
  readonly #forged: { wamid: string; status: number | null }[] = [];
  readonly #startedAt = Date.now();
  readonly #asides: Promise<void>[] = [];
  #isBurning = true;

  constructor(options: InboundOptions, lab: Lab, random: Random) {
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
    const points = knownCrashPoints(this.#options.projectRoot);
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
        crashAtEach(this.#lab, rolesOf(victim), plan[victim], this.#tally, (words) => {
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
    const unfinished = () => readUnfinished(this.#lab.postgres);
    const withoutFiles = async () =>
      Object.fromEntries(Object.entries(await unfinished()).filter(([what]) => !what.startsWith('media')));
    const quietAt = await untilQuiet(this.#lab, since + QUIET_WITHIN_MS, withoutFiles, doing);
    await untilQuiet(this.#lab, since + FILES_WITHIN_MS, unfinished, doing);
    return quietAt === undefined ? undefined : quietAt - since;
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
      const taken = this.#forged.filter(({ status }) => status === 200);
      findings.push(
        ...neverSeen(sometimes, this.#tally),
        ...endedByThemselves(this.#lab),
        ...found('R8', 'forged, and answered with 200', taken),
      );
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
}

/** Only a worker has another that could take its work. */
function rolesOf(victim: 'api' | 'worker-1') {
  return victim === 'api' ? { victim } : { victim, other: 'worker-2' as const };
}
