import { Stopped } from '../../trouble/trouble.ts';
import { endedByThemselves, neverSeen, type CampaignReport } from '../campaign/report.ts';
import { runInLab, type CampaignOptions } from '../campaign/run-in-lab.ts';
import { untilQuiet } from '../campaign/until-quiet.ts';
import { crashAtEach, knownCrashPoints, type Crash } from '../faults/crash-points.ts';
import type { Fault } from '../faults/fault.ts';
import { inflict } from '../faults/faults.ts';
import { builtModule } from '../lab/built-module.ts';
import type { Lab } from '../lab/lab.ts';
import { Random } from '../random.ts';
import { Tally } from '../tally.ts';
import { wait } from '../wait.ts';
import { check } from './checker.ts';
import type { Jam, SendingEvidence } from './evidence/evidence.ts';
import { readSent, readUnfinishedSends } from './evidence/read-sent.ts';
import { readToldSends } from './evidence/told-sends.ts';
import { figuresOf, sometimesOf } from './figures.ts';
import { FULL, planFaults, planPhases, QUICK, type Phase, type Scale } from './plan.ts';
import { Broadcasts } from './traffic/broadcasts.ts';
import { furnish, type Furnished } from './traffic/furnish.ts';
import { Posts } from './traffic/posts.ts';
import { rulesOf } from './webhook-modes.ts';

/** A minute in which a status may tell what became of a message, what is queued by then, and late statuses. */
const QUIET_WITHIN_MS = 150_000;
const NEEDS = { otherTenants: 0, isGraphBehindProxies: true };

interface OutboundOptions extends CampaignOptions {
  scale: Scale;
}

/** Sends all the time, in three phases of faults; then peace, then one look at everything. */
export function runOutbound(
  options: CampaignOptions,
  { isQuick, rate }: { isQuick: boolean; rate?: number },
): Promise<CampaignReport> {
  const scale = isQuick ? QUICK : FULL;
  const numbers = scale.load.numbersOfEach * 2;
  const load = { ...scale.load, ...(rate !== undefined && { perSecond: rate / numbers }) };
  return runInLab(options, NEEDS, (lab) =>
    new Campaign({ ...options, scale: { ...scale, load } }, lab).run(),
  );
}

interface Traffic {
  posts: Posts;
  broadcasts: Broadcasts;
  numbers: readonly Furnished[];
}

class Campaign {
  readonly #options: OutboundOptions;
  readonly #lab: Lab;
  readonly #random: Random;
  readonly #tally = new Tally();
  readonly #jams: Jam[] = [];
  readonly #startedAt = Date.now();

  constructor(options: OutboundOptions, lab: Lab) {
    this.#options = options;
    this.#lab = lab;
    this.#random = new Random(options.seed);
  }

  async run(): Promise<CampaignReport> {
    const { steps } = this.#options;
    let traffic: Traffic | undefined;
    await steps.run('Traffic', async () => {
      traffic = await this.#beginTraffic();
      return `${traffic.numbers.length} numbers of two tenants`;
    });
    const { posts, broadcasts, numbers } = traffic as unknown as Traffic;
    try {
      for (const phase of this.#phases()) await this.#go(phase);
    } finally {
      posts.end();
    }
    let quietAfterMs: number | undefined;
    await steps.run('Peace', async ({ doing }) => {
      quietAfterMs = await this.#heal({ posts, broadcasts, numbers }, doing);
      return quietAfterMs === undefined
        ? 'not quiet in time'
        : `quiet after ${Math.round(quietAfterMs / 1000)} s`;
    });
    return this.#report({ posts, broadcasts, numbers }, quietAfterMs);
  }

  async #beginTraffic(): Promise<Traffic> {
    const { scale } = this.#options;
    const { answering, broadcasting } = await furnish(this.#lab, scale);
    const { perSecond } = scale.load;
    const posts = new Posts({ apiUrl: this.#lab.apiUrl, numbers: answering, perSecond });
    const { productUrl: databaseUrl } = this.#lab.postgres;
    const { newId } = builtModule<{ newId: () => string }>(this.#options.projectRoot, 'kernel/ids');
    const broadcasts = new Broadcasts({ databaseUrl, numbers: broadcasting, perSecond, newId });
    posts.start();
    broadcasts.start();
    return { posts, broadcasts, numbers: [...answering, ...broadcasting] };
  }

  #phases(): Phase[] {
    const points = knownCrashPoints(this.#options.projectRoot);
    return planPhases(points, this.#options.scale, this.#random);
  }

  async #go({ mode, crashes, faults }: Phase): Promise<void> {
    const { steps, seed } = this.#options;
    await this.#lab.simulator.setFaults(seed, rulesOf(mode));
    await steps.run(`Statuses ${mode}`, async ({ doing }) => {
      await this.#crash(crashes, doing);
      const inflicted = await this.#burn(mode === 'off' ? this.#andMore(faults) : faults, doing);
      doing('calm');
      await wait(this.#options.scale.calmMs, this.#lab.signal);
      return `${crashes.length} crash points, ${inflicted} faults`;
    });
  }

  async #crash(crashes: readonly Crash[], doing: (what: string) => void): Promise<void> {
    const roles = { victim: 'worker-1', other: 'worker-2' } as const;
    await crashAtEach(this.#lab, roles, crashes, this.#tally, doing).catch((error: unknown) => {
      throw this.#lab.signal.aborted ? new Stopped() : error;
    });
  }

  /** As many more as there is time for, when so many minutes were asked for. */
  *#andMore(faults: readonly Fault[]): Generator<Fault> {
    yield* faults;
    const until = this.#startedAt + (this.#options.minutes ?? 0) * 60_000;
    while (Date.now() < until) yield* planFaults(this.#options.scale, this.#random);
  }

  async #burn(faults: Iterable<Fault>, doing: (what: string) => void): Promise<number> {
    let inflicted = 0;
    for (const fault of faults) {
      inflicted += 1;
      doing(`${inflicted}: ${fault.kind}`);
      if (this.#lab.signal.aborted) throw new Stopped();
      const fromMs = Date.now();
      this.#tally.add(fault.kind, await inflict(this.#lab, fault));
      if (fault.kind === 'blackhole to Graph') this.#jams.push({ fromMs, toMs: Date.now() });
      await wait(this.#random.between(0, 500), this.#lab.signal);
    }
    return inflicted;
  }

  /** Answers after how long everything was quiet; undefined when it was not in time. */
  async #heal({ posts, broadcasts }: Traffic, doing: (what: string) => void): Promise<number | undefined> {
    doing('all processes run');
    await this.#lab.heal();
    await this.#lab.simulator.setFaults(this.#options.seed, []);
    const since = Date.now();
    doing('what was begun is queued');
    await Promise.all([posts.settled(), broadcasts.end()]);
    const unfinished = () => readUnfinishedSends(this.#lab.postgres);
    const quietAt = await untilQuiet(this.#lab, since + QUIET_WITHIN_MS, unfinished, doing);
    return quietAt === undefined ? undefined : quietAt - since;
  }

  async #report(
    { posts, broadcasts, numbers }: Traffic,
    quietAfterMs: number | undefined,
  ): Promise<CampaignReport> {
    const { steps, scale, seed } = this.#options;
    let report: CampaignReport | undefined;
    await steps.run('Checker', async ({ doing }) => {
      doing('reading the ledger');
      const told = await readToldSends(this.#lab.simulator.ledgerFile);
      doing('reading the database');
      const stored = await readSent(this.#lab.postgres);
      doing('comparing');
      const { limitPerSecond } = scale.load;
      const limits = new Map(numbers.map(({ phoneNumberId }) => [phoneNumberId, limitPerSecond]));
      const evidence: SendingEvidence = {
        ...{ told, stored, limits },
        ...{ posts: posts.made, queued: broadcasts.queued, jams: this.#jams },
      };
      const sometimes = sometimesOf(evidence, told.figures);
      const findings = [
        ...check(evidence),
        ...neverSeen(sometimes, this.#tally),
        ...endedByThemselves(this.#lab),
      ];
      const seconds = Math.round((Date.now() - this.#startedAt) / 1000);
      report = {
        campaign: 'outbound',
        seed,
        settings: { ...scale, node: process.versions.node },
        tried: this.#tally,
        sometimes,
        figures: {
          seconds,
          ...figuresOf(evidence, told.figures),
          ...(quietAfterMs === undefined ? {} : { quietAfterMs }),
        },
        findings,
      };
      return findings.length === 0 ? 'nothing found' : `${findings.length} findings`;
    });
    return report as unknown as CampaignReport;
  }
}
