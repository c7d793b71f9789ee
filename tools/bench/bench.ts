import type { Steps } from '../terminal/steps.ts';

export interface BenchContext {
  projectRoot: string;
  env: NodeJS.ProcessEnv;
  steps: Steps;
  signal: AbortSignal;
}

/** What a bench prints: as one JSON document, or as a table with a row for each result. */
export interface BenchReport {
  bench: string;
  settings: Record<string, string | number>;
  results: Record<string, Record<string, number | number[]>>;
  ratios: Record<string, number>;
  /** Why the figures should not be believed; the bench fails when there is one. */
  problems: string[];
}

/** `<name>.bench.ts` exports a function of this type as `measure`. */
export type Bench = (context: BenchContext) => Promise<BenchReport>;

/** A readable table of the report. */
export function formatReport({ settings, results, ratios, problems }: BenchReport): string {
  const columns = [...new Set(Object.values(results).flatMap((result) => Object.keys(result)))];
  const rows = [
    ['', ...columns],
    ...Object.entries(results).map(([name, result]) => [
      name,
      ...columns.map((column) => cell(result[column])),
    ]),
  ];
  const widths = ['', ...columns].map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const line = (row: string[]) =>
    `  ${row.map((text, index) => (index === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[index] ?? 0))).join('  ')}`;
  return [
    '',
    ...rows.map((row) => line(row).trimEnd()),
    '',
    ...Object.entries(ratios).map(([name, ratio]) => `  ${name.padEnd(24)} ${ratio.toFixed(2)}`),
    '',
    `  ${Object.entries(settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    ...problems.map((problem) => `  PROBLEM: ${problem}`),
    '',
  ].join('\n');
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function cell(value: number | number[] | undefined): string {
  if (value === undefined) return '';
  return Array.isArray(value)
    ? value.map((one) => Math.round(one)).join('/')
    : String(Math.round(value * 100) / 100);
}
