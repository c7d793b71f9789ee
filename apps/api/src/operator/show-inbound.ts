import { InboundStateService } from '../messaging';
import { optionsOf, refuse, withoutProblem } from './command-line';
import { withOperatorContext } from './operator-context';
import { table } from './table';

const USAGE = 'inbound [--older-than <seconds>] [--json]';
const OPTIONS = { 'older-than': { type: 'string', default: '30' }, json: { type: 'boolean' } } as const;

/** What waits, as the operator's page shows it. Exit code 1 when the oldest has waited longer than that. */
export async function showInbound(words: readonly string[]): Promise<number> {
  const given = optionsOf(words, OPTIONS, USAGE);
  if (given === null) return 2;
  const seconds = Number(given.values['older-than']);
  if (!/^\d{1,9}$/.test(given.values['older-than']) || given.positionals.length > 0)
    return refuse('--older-than is a number of seconds, and nothing else belongs here.', USAGE);
  return withoutProblem(async () => {
    const state = await withOperatorContext((product) => product.get(InboundStateService).now());
    process.stdout.write(
      given.values.json === true ? `${JSON.stringify(state, null, 2)}\n` : described(state),
    );
    return (state.oldestWaitingSeconds ?? 0) > seconds ? 1 : 0;
  });
}

type State = Awaited<ReturnType<InboundStateService['now']>>;

function described(state: State): string {
  const { lastMinute, media } = state;
  const count = (number: number) => `${state.atLeast ? 'at least ' : ''}${number}`;
  const summary = table(
    ['what', 'how many'],
    [
      [
        'oldest waits for',
        state.oldestWaitingSeconds === null ? 'nothing waits' : `${state.oldestWaitingSeconds} s`,
      ],
      ['webhooks waiting', count(state.deliveriesWaiting)],
      ['events waiting', count(state.eventsWaiting)],
      ['events retrying', count(state.eventsRetrying)],
      ['dead letters', count(state.deadLettersWaiting)],
      ['files waiting', media.waiting],
      ['files failed', media.failed],
      ['webhooks received in the last minute', lastMinute.received],
      ['events applied in the last minute', lastMinute.applied],
      [
        'applied within (median, p99)',
        `${lastMinute.applyP50Ms ?? '-'} ms, ${lastMinute.applyP99Ms ?? '-'} ms`,
      ],
    ],
  );
  const lanes = state.lanes.map((lane) => [
    ...[lane.lane, lane.waiting, lane.retrying, lane.attempts, lane.oldestWaitingAt],
  ]);
  const tenants = state.tenants.map(({ slug, waiting, oldestWaitingAt }) => [slug, waiting, oldestWaitingAt]);
  return [
    summary,
    ...(lanes.length > 0 ? [table(['lane', 'waiting', 'retrying', 'attempts', 'oldest'], lanes)] : []),
    ...(tenants.length > 0 ? [table(['tenant', 'waiting', 'oldest'], tenants)] : []),
  ].join('\n');
}
