import type { InboundLane } from '@parley/api-client';

export const LANES = 64;

/** From nothing to very much, in steps of ten: what one waiting event is and what a thousand are can both be seen. */
export type Shade = 0 | 1 | 2 | 3 | 4;

export const shadeWords: Record<Shade, string> = { 0: '0', 1: '1–9', 2: '10–99', 3: '100–999', 4: '1,000+' };

export function shadeOf(waiting: number): Shade {
  if (waiting <= 0) return 0;
  return Math.min(4, 1 + Math.floor(Math.log10(waiting))) as Shade;
}

/** All 64 in order; a lane that the API does not name is empty. Lane -1, which takes deliveries apart, is not one of them. */
export function allLanes(lanes: readonly InboundLane[]): InboundLane[] {
  const known = new Map(lanes.map((lane) => [lane.lane, lane]));
  return Array.from(
    { length: LANES },
    (_, lane) => known.get(lane) ?? { lane, waiting: 0, retrying: 0, oldestWaitingAt: null, attempts: 0 },
  );
}

export const isBusy = ({ waiting, retrying }: InboundLane): boolean => waiting + retrying > 0;

/** Begun more than once without an end: a worker died or failed in the middle of it. */
export const isInTrouble = ({ attempts }: InboundLane): boolean => attempts > 1;

const number = new Intl.NumberFormat('en');

/** The strip in one sentence, for who does not see it. */
export function laneSummary(lanes: readonly InboundLane[]): string {
  const busy = lanes.filter(isBusy);
  const fullest = busy.toSorted((one, other) => other.waiting - one.waiting)[0];
  if (!fullest) return `All ${LANES} lanes are empty.`;
  const retrying = busy.filter((lane) => lane.retrying > 0).length;
  const troubled = lanes.filter(isInTrouble).length;
  return [
    `${busy.length} of ${LANES} lanes ${busy.length === 1 ? 'holds' : 'hold'} work.`,
    ...(fullest.waiting > 0
      ? [`The fullest is lane ${fullest.lane} with ${number.format(fullest.waiting)} waiting.`]
      : []),
    ...(retrying > 0 ? [`In ${retrying} something is being tried again.`] : []),
    ...(troubled > 0 ? [`${troubled} had to be begun more than once.`] : []),
  ].join(' ');
}

/** What a lane says when it is pointed at: "Lane 17: 240 waiting, 2 being tried again". */
export function laneWords({ lane, waiting, retrying, attempts }: InboundLane): string {
  const parts = [
    `${number.format(waiting)} waiting`,
    ...(retrying > 0 ? [`${number.format(retrying)} being tried again`] : []),
    ...(attempts > 1 ? [`begun ${attempts} times`] : []),
  ];
  return `Lane ${lane}: ${parts.join(', ')}`;
}
