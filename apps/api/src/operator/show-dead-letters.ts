import { DeadLetterQuery, DeadLettersService } from '../messaging';
import { readAsInput } from './input';
import { optionsOf, refuse, withoutProblem } from './command-line';
import { withOperatorContext } from './operator-context';
import { table } from './table';

const USAGE =
  'dead-letters [--group] [--stage explode|route|apply] [--reason <word>] [--tenant <slug>] [--state waiting|replaying|replayed|discarded] [--limit 1..100]';
const OPTIONS = {
  group: { type: 'boolean' },
  stage: { type: 'string' },
  reason: { type: 'string' },
  tenant: { type: 'string' },
  state: { type: 'string' },
  limit: { type: 'string' },
} as const;

/** Dead letters, newest first, or (`--group`) their causes. */
export async function showDeadLetters(words: readonly string[]): Promise<number> {
  const given = optionsOf(words, OPTIONS, USAGE);
  if (given === null) return 2;
  const { group, tenant, ...filter } = given.values;
  if (given.positionals.length > 0 || (group === true && Object.keys(given.values).length > 1))
    return refuse('--group stands alone, and everything else has a name.', USAGE);
  return withoutProblem(() =>
    withOperatorContext(async (product) => {
      const letters = product.get(DeadLettersService);
      process.stdout.write(
        group === true
          ? groupTable(await letters.groups())
          : letterTable(await letters.list(readAsInput(DeadLetterQuery, { ...filter, tenantSlug: tenant }))),
      );
      return 0;
    }),
  );
}

function groupTable(groups: Awaited<ReturnType<DeadLettersService['groups']>>): string {
  const rows = groups.map((group) => [
    ...[group.stage, group.reason, group.waiting, group.oldestAt],
    group.tenants.map(({ slug }) => slug).join(', ') || null,
    group.detail,
  ]);
  return table(['stage', 'reason', 'waiting', 'oldest', 'tenants', 'detail'], rows);
}

function letterTable({ data, nextCursor }: Awaited<ReturnType<DeadLettersService['list']>>): string {
  const rows = data.map((letter) => [
    ...[letter.id, letter.stage, letter.reason, letter.tenant?.slug, letter.attempts, letter.receivedAt],
    letter.detail,
  ]);
  const more = nextCursor === null ? '' : 'There are more: narrow it down, or raise --limit.\n';
  return table(['id', 'stage', 'reason', 'tenant', 'attempts', 'received', 'detail'], rows) + more;
}
