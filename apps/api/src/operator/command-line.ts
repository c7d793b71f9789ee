import { parseArgs, ParseArgsOptionsConfig } from 'node:util';
import { Problem } from '../kernel/problem';

type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true }>
>;

/** Prints what is wrong and how it is written; the exit code of a command that was not understood. */
export function refuse(fault: string, usage: string): number {
  process.stderr.write(`${fault}\nUsage: ${usage}\n`);
  return 2;
}

/** Options and the words beside them; prints and answers null when they are not understood. */
export function optionsOf<Options extends ParseArgsOptionsConfig>(
  words: readonly string[],
  options: Options,
  usage: string,
): Parsed<Options> | null {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    refuse((error as Error).message, usage);
    return null;
  }
}

/** What was asked for was understood and refused: the words of the problem, and exit code 1. */
export async function withoutProblem(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const faults = (error.faults ?? []).map(({ pointer, detail }) => `  ${pointer}: ${detail}`);
    const more = error.detail === undefined ? [] : [error.detail];
    process.stderr.write(`${[error.title, ...more, ...faults].join('\n')}\n`);
    return 1;
  }
}
