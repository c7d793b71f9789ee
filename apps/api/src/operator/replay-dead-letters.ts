import { actingAs } from '../kernel/context';
import { NewReplayDto, ReplaysService } from '../messaging';
import { optionsOf, refuse, withoutProblem } from './command-line';
import { readAsInput } from './input';
import { withOperatorContext } from './operator-context';

const LETTERS = '<id...> | [--stage explode|route|apply] [--reason <word>] [--tenant <slug>]';
const REPLAY_USAGE = `replay ${LETTERS} | --all [--rate 1..50] [--note <text>]`;
const DISCARD_USAGE = `discard ${LETTERS} --note <text>`;
const OPTIONS = {
  all: { type: 'boolean' },
  stage: { type: 'string' },
  reason: { type: 'string' },
  tenant: { type: 'string' },
  rate: { type: 'string' },
  note: { type: 'string' },
} as const;

const OPERATOR = { kind: 'system', id: null, name: 'operator (cli)' } as const;

/** Has dead letters tried again by a worker. */
export const replayDeadLetters = (words: readonly string[]): Promise<number> =>
  start('replay', words, REPLAY_USAGE);

/** Gives up dead letters; they stay to be looked at. */
export const discardDeadLetters = (words: readonly string[]): Promise<number> =>
  start('discard', words, DISCARD_USAGE);

async function start(action: 'replay' | 'discard', words: readonly string[], usage: string): Promise<number> {
  const given = optionsOf(words, OPTIONS, usage);
  if (given === null) return 2;
  const { all, stage, reason, tenant, rate, note } = given.values;
  const filter = withoutUndefined({ stage, reason, tenantSlug: tenant });
  const isFiltered = Object.keys(filter).length > 0;
  if (action === 'discard' && rate !== undefined)
    return refuse('Discarding has no rate: it is done at once.', usage);
  const choices = [given.positionals.length > 0, isFiltered, all === true].filter(Boolean).length;
  if (choices !== 1) return refuse('Say which letters: either by ids or by what they have in common.', usage);
  return withoutProblem(async () => {
    const wanted = readAsInput(NewReplayDto, {
      action,
      ...(given.positionals.length > 0 ? { deadLetterIds: given.positionals } : { filter }),
      ...(rate !== undefined && { ratePerSecond: Number(rate) }),
      note,
    });
    const replay = await withOperatorContext((product) =>
      actingAs(OPERATOR, () => product.get(ReplaysService).start(wanted)),
    );
    const what =
      action === 'replay' ? `A worker tries them again, ${replay.ratePerSecond} a second.` : 'Discarded.';
    process.stdout.write(`${replay.id}\n`);
    process.stderr.write(`${replay.total} dead letters. ${what}\n`);
    return 0;
  });
}

const withoutUndefined = (given: Record<string, string | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
