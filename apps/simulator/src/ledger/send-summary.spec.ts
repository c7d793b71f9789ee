import fc from 'fast-check';
import { BusiestSpan } from './busiest-span';
import type { LedgerEvent } from './ledger-entry';
import { SendSummaries } from './send-summary';

const accepted = (arrivedAtUs: number, more: object = {}): LedgerEvent => ({
  kind: 'graph.accepted',
  receivedAt: '',
  arrivedAtUs,
  wamid: 'wamid.1',
  phoneNumberId: '1',
  to: 'ana',
  input: 'ana',
  body: '',
  callbackData: null,
  replyTo: null,
  answer: 'success',
  ...more,
});

const refused = (arrivedAtUs: number, path: string, code: number | null): LedgerEvent => ({
  kind: 'graph.refused',
  receivedAt: '',
  arrivedAtUs,
  path,
  httpStatus: 400,
  code,
  subcode: null,
  message: '',
  to: null,
  body: null,
  callbackData: null,
});

function summaryOf(...events: LedgerEvent[]) {
  const sends = new SendSummaries();
  for (const event of events) sends.apply({ seq: 1, at: '', ...event });
  return sends.summary();
}

describe('the summary of sends', () => {
  it('tells the largest count in any second of a number, taken and refused apart', () => {
    const summary = summaryOf(
      accepted(0),
      accepted(600_000),
      refused(900_000, '/v25.0/1/messages', 130429),
      accepted(1_100_000),
      refused(1_200_000, '/v25.0/1/messages', null),
      refused(1_200_000, '/v25.0/1/media', 100),
    );
    expect(summary.numbers).toEqual({
      1: {
        accepted: 3,
        refused: 2,
        refusedByCode: { 130429: 1, none: 1 },
        firstArrivedAtUs: 0,
        lastArrivedAtUs: 1_200_000,
        mostArrivedInASecond: 4,
        mostAcceptedInASecond: 2,
      },
    });
  });

  it('tells the largest count in six seconds of a pair, the busiest first', () => {
    const { pairs } = summaryOf(
      accepted(0),
      accepted(1, { to: 'tom' }),
      accepted(3_000_000, { to: 'tom' }),
      accepted(6_000_000),
    );
    expect(pairs).toEqual([
      { phoneNumberId: '1', to: 'tom', accepted: 2, mostInSixSeconds: 2 },
      { phoneNumberId: '1', to: 'ana', accepted: 2, mostInSixSeconds: 1 },
    ]);
  });

  it("counts what was accepted beyond Meta's limit for a pair", () => {
    const sends = Array.from({ length: 47 }, (_, index) => accepted(index));
    expect(summaryOf(...sends.slice(0, 45)).beyondPairLimit).toBe(0);
    expect(summaryOf(...sends, accepted(0, { to: 'tom' })).beyondPairLimit).toBe(2);
    const toGroup = sends.map((send) => ({ ...send, recipientKind: 'group' }) as LedgerEvent);
    expect(summaryOf(...toGroup)).toMatchObject({ beyondPairLimit: 0, pairs: [] });
  });

  it('finds a message that was accepted under several attempts', () => {
    const { duplicates } = summaryOf(
      accepted(0, { callbackData: 'msg_1.1' }),
      accepted(1, { callbackData: 'msg_2.1' }),
      accepted(2, { callbackData: 'msg_1.2' }),
    );
    expect(duplicates).toEqual([{ messageId: 'msg_1', accepted: 2 }]);
  });
});

describe('the busiest span', () => {
  it('loses nothing when it forgets what is long over', () => {
    for (let count = 1_000; count < 1_010; count += 1) {
      const span = new BusiestSpan(100);
      for (let index = 0; index < count; index += 1) span.add(index * 200);
      span.add((count - 1) * 200 + 1);
      expect(span.most).toBe(2);
    }
  });

  it('is the largest that one would find by looking everywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 3_000 }), (gaps) => {
        const span = new BusiestSpan(100);
        const moments = gaps.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? 0) + gap], []);
        for (const moment of moments) span.add(moment);
        const counts = moments.map((end) => moments.filter((at) => at <= end && end - at < 100).length);
        expect(span.most).toBe(Math.max(0, ...counts));
      }),
      { numRuns: 20 },
    );
  });
});
