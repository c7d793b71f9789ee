import type { InboundLane } from '@parley/api-client';
import { Moment } from '@/time/moment';
import { classNames } from '@/ui/class-names';
import { Panel } from '@/ui/panel';
import { cellStyle, Table } from '@/ui/table';
import {
  allLanes,
  isBusy,
  isInTrouble,
  laneSummary,
  laneWords,
  type Shade,
  shadeOf,
  shadeWords,
} from './lane-shades';

const shades: Record<Shade, string> = {
  0: 'bg-hover',
  1: 'bg-accent/25',
  2: 'bg-accent/50',
  3: 'bg-accent/75',
  4: 'bg-accent',
};

const number = new Intl.NumberFormat('en');

/** All lanes at a glance; what is in them as a table, for those who want figures or do not see the strip. */
export function LanesPanel({ lanes: known }: { lanes: readonly InboundLane[] }) {
  const lanes = allLanes(known);
  const busy = lanes.filter((lane) => isBusy(lane) || isInTrouble(lane));
  return (
    <Panel
      title="Lanes"
      description="Events of one person stay in one lane, in order. One full lane is one busy person or workspace; all of them full means too few workers."
    >
      <div
        role="img"
        aria-label={laneSummary(lanes)}
        className="grid grid-cols-[repeat(16,minmax(0,1fr))] gap-1 md:grid-cols-[repeat(32,minmax(0,1fr))] xl:grid-cols-[repeat(64,minmax(0,1fr))]"
      >
        {lanes.map((lane) => (
          <span
            key={lane.lane}
            title={laneWords(lane)}
            className={classNames(
              'flex h-7 items-end justify-center rounded-[4px] pb-1 transition-colors duration-300',
              shades[shadeOf(lane.waiting)],
            )}
          >
            {lane.retrying > 0 || isInTrouble(lane) ? (
              <span className="size-1.5 rounded-full bg-danger ring-2 ring-surface" />
            ) : null}
          </span>
        ))}
      </div>
      <Legend />
      <p className="mt-3 text-sm leading-6 text-ink-muted">
        <bdi>{laneSummary(lanes)}</bdi>
      </p>
      {busy.length > 0 ? (
        <details className="mt-1">
          <summary className="w-fit cursor-default rounded-sm text-sm leading-6 font-medium text-accent-ink">
            As a table
          </summary>
          <div className="calm-scroll mt-3 max-h-96 overflow-y-auto">
            <LaneTable lanes={busy} />
          </div>
        </details>
      ) : null}
    </Panel>
  );
}

function Legend() {
  return (
    <div
      aria-hidden="true"
      className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-muted"
    >
      <span>Waiting</span>
      {([0, 1, 2, 3, 4] as const).map((shade) => (
        <span key={shade} className="flex items-center gap-1.5 tabular-nums">
          <span className={classNames('size-3 rounded-[3px]', shades[shade])} />
          <bdi dir="ltr">{shadeWords[shade]}</bdi>
        </span>
      ))}
      <span className="flex items-center gap-1.5">
        <span className="size-1.5 rounded-full bg-danger" /> something is tried again
      </span>
    </div>
  );
}

function LaneTable({ lanes }: { lanes: readonly InboundLane[] }) {
  return (
    <Table
      label="Lanes that hold work"
      columns={[
        { name: 'Lane' },
        { name: 'Waiting' },
        { name: 'Retrying' },
        { name: 'Under way' },
        { name: 'Oldest' },
      ]}
    >
      {lanes.map((lane) => (
        <tr key={lane.lane} className="tabular-nums">
          <th scope="row" className={`${cellStyle} font-medium`}>
            {lane.lane}
          </th>
          <td className={cellStyle}>{number.format(lane.waiting)}</td>
          <td className={cellStyle}>{number.format(lane.retrying)}</td>
          <td className={cellStyle}>
            {lane.attempts === 0 ? 'no' : lane.attempts === 1 ? 'yes' : `begun ${lane.attempts} times`}
          </td>
          <td className={`${cellStyle} whitespace-nowrap`}>
            {lane.oldestWaitingAt ? <Moment at={lane.oldestWaitingAt} look="ago" /> : 'nothing waits'}
          </td>
        </tr>
      ))}
    </Table>
  );
}
