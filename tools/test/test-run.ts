import { startThrowAwayPostgres, type ThrowAwayPostgres } from '../postgres/throw-away-postgres.ts';
import { Steps } from '../terminal/steps.ts';
import { paint, type Terminal } from '../terminal/terminal.ts';
import { explainError } from '../trouble/explain-error.ts';
import { Stopped } from '../trouble/trouble.ts';
import { build, checkTypes, lint, type CheckContext } from './run-checks.ts';
import { runJest } from './run-jest.ts';
import { redisEnvironment } from './test-environment.ts';
import type { StepName, TestSelection } from './test-selection.ts';
import {
  NOTHING,
  ONE_FAILED,
  ONE_PASSED,
  failuresOf,
  sum,
  totalsOf,
  type JestReport,
  type Totals,
} from './totals.ts';

/** One suite may run an api and three workers, and as many suites as there are cores run at once. */
const ROOM = { max_connections: '600' };

/** Carried out of a Jest step whose tests failed. */
class TestsFailed extends Error {
  readonly report: JestReport;

  constructor(report: JestReport) {
    super('tests failed');
    this.report = report;
  }
}

/** One run of `npm test`: the chosen steps in order, each with its time, failures told where they happen. */
export class TestRun {
  readonly #context: CheckContext;
  readonly #terminal: Terminal;
  readonly #selection: TestSelection;
  readonly #steps: Steps;
  #postgres: ThrowAwayPostgres | undefined;
  #buildFailed = false;

  constructor(context: CheckContext, terminal: Terminal, selection: TestSelection) {
    this.#context = context;
    this.#terminal = terminal;
    this.#selection = selection;
    this.#steps = new Steps(terminal);
  }

  /** @param missing what the machine lacks for a complete run; each counts as a failure */
  async all(missing: readonly string[]): Promise<Totals> {
    this.#terminal.write(`\n  ${paint(this.#terminal, 'bold', 'Parley tests')}\n\n`);
    for (const line of missing) this.#terminal.write(`  ${paint(this.#terminal, 'red', '✗')} ${line}\n`);
    if (missing.length > 0) return sum(missing.map(() => ONE_FAILED));
    const totals: Totals[] = [];
    try {
      for (const name of this.#selection.steps) {
        if (this.#context.signal.aborted) break;
        totals.push(await this.#step(name));
      }
    } finally {
      await this.#postgres?.remove();
    }
    return sum(totals);
  }

  async #step(name: StepName): Promise<Totals> {
    if (name === 'lint')
      return this.#check(name, () => lint(this.#context), 'ESLint, the arrows and Prettier agree');
    if (name === 'types') return this.#check(name, () => checkTypes(this.#context), 'all projects compile');
    if (name === 'build') {
      const totals = await this.#check(name, () => build(this.#context), 'api, worker, simulator, dashboard');
      this.#buildFailed = totals.failed > 0;
      return totals;
    }
    if (name !== 'unit' && this.#buildFailed) {
      this.#steps.note(name, 'not run: the build failed');
      return NOTHING;
    }
    return this.#tests(name);
  }

  async #check(name: StepName, check: () => Promise<void>, outcome: string): Promise<Totals> {
    try {
      await this.#steps.run(name, async () => {
        await check();
        return outcome;
      });
      return ONE_PASSED;
    } catch (error) {
      if (error instanceof Stopped) return NOTHING;
      this.#tell(error);
      return ONE_FAILED;
    }
  }

  async #tests(name: StepName): Promise<Totals> {
    let totals = NOTHING;
    try {
      await this.#steps.run(name, async ({ doing }) => {
        doing('running');
        const report = await runJest(
          name,
          this.#selection.patterns,
          this.#context,
          await this.#servers(name),
        );
        totals = totalsOf(report);
        if (totals.failed > 0) throw new TestsFailed(report);
        return count(totals);
      });
      return totals;
    } catch (error) {
      if (error instanceof Stopped) return NOTHING;
      this.#tell(error);
      return error instanceof TestsFailed ? totals : ONE_FAILED;
    }
  }

  async #servers(name: StepName): Promise<Record<string, string>> {
    const redis = redisEnvironment(this.#context.env);
    if (name === 'unit') return redis;
    const { projectRoot, signal } = this.#context;
    this.#postgres ??= await startThrowAwayPostgres(projectRoot, signal, ROOM);
    return { ...redis, TEST_POSTGRES_URL: this.#postgres.superuserUrl };
  }

  #tell(error: unknown): void {
    if (error instanceof TestsFailed) {
      const { failed, passed } = totalsOf(error.report);
      this.#terminal.write(
        `\n    ${failed} failed, ${passed} passed:\n\n${failuresOf(error.report).join('\n\n')}\n\n`,
      );
      return;
    }
    const trouble = explainError(error);
    const lines = trouble ? [trouble.message, ...trouble.evidence] : [String(error)];
    this.#terminal.write(`\n${lines.map((line) => `    ${line}\n`).join('')}\n`);
  }
}

function count({ passed, skipped }: Totals): string {
  if (passed + skipped === 0) return 'no tests of this size match';
  return `${passed} passed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
