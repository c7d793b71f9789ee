import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUSINESS, Stage, text } from '../simulator.fixture';

const ANA = '351912345678';
const HOUR_MS = 60 * 60 * 1000;

describe("Meta's limits", () => {
  let stage: Stage;
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'limits-'));
    stage = new Stage();
    await stage.start({ ledgerFile: join(folder, 'ledger.jsonl') });
  });
  afterEach(async () => {
    await stage.close();
    rmSync(folder, { recursive: true });
  });

  const codes = async (count: number, to: (index: number) => string): Promise<Record<string, number>> => {
    const outcomes = await Promise.all(
      Array.from({ length: count }, (_, index) => stage.outcome(text(to(index), 'x'))),
    );
    return Object.fromEntries(
      Object.entries(Object.groupBy(outcomes, ({ code, status }) => String(code ?? status))).map(
        ([code, list]) => [code, list?.length ?? 0],
      ),
    );
  };

  it('stop a number at its throughput, with the envelope that Meta has for it', async () => {
    await stage.put('/sim/limits', { throughput: { perSecond: 5 } });
    const counted = await codes(40, (index) => `3519100${String(index).padStart(5, '0')}`);
    expect(counted['130429']).toBeGreaterThan(0);
    const { numbers } = await stage.get<{ numbers: Record<string, Record<string, number>> }>(
      '/sim/ledger/sends/summary',
    );
    const number = numbers[BUSINESS.phoneNumberId];
    expect(number).toMatchObject({ accepted: counted['200'], refused: counted['130429'] });
    expect(number?.['mostAcceptedInASecond']).toBeLessThanOrEqual(5);
    expect(number?.['mostArrivedInASecond']).toBeGreaterThan(5);
  });

  it('stop a pair, and let it go on when the clock is put forward', async () => {
    // An hour in place of six seconds, so that nothing becomes free while the sends are under way.
    await stage.put('/sim/limits', { pair: { everyMs: HOUR_MS } });
    expect(await codes(50, () => ANA)).toEqual({ 200: 45, 131056: 5 });
    await stage.post('/sim/clock', { byMs: 2 * HOUR_MS });
    expect(await codes(5, () => ANA)).toEqual({ 200: 2, 131056: 3 });
    expect(await stage.get('/sim/limits')).toMatchObject({
      limits: { pair: { everyMs: HOUR_MS, burst: 45 }, throughput: null },
      hits: { pair: 8 },
    });
  });

  it('let free words fail later when the window is over, and not before', async () => {
    await stage.put('/sim/limits', { window: true });
    await stage.write(ANA, { text: 'hello' });
    const within = await stage.outcome(text(ANA, 'within'));
    expect((await stage.statusesOf(within.id, 3))[0]).toMatchObject({ status: 'sent' });
    await stage.post('/sim/clock', { byMs: 24 * HOUR_MS });
    const outside = await stage.outcome(text(ANA, 'outside'));
    expect(outside.status).toBe(200);
    expect(await stage.statusesOf(outside.id, 1)).toMatchObject([
      { status: 'failed', errors: [{ code: 131047, title: 'Re-engagement message' }] },
    ]);
  });

  it('outlive a restart, with the clock and the windows', async () => {
    await stage.put('/sim/limits', { window: true });
    await stage.write(ANA, { text: 'hello' });
    await stage.post('/sim/clock', { byMs: 23 * HOUR_MS });
    await stage.stopSimulator();
    await stage.start({ ledgerFile: join(folder, 'ledger.jsonl') });
    expect(await stage.get('/sim/clock')).toMatchObject({ offsetMs: 23 * HOUR_MS });
    const within = await stage.outcome(text(ANA, 'within'));
    expect((await stage.statusesOf(within.id, 3))[0]).toMatchObject({ status: 'sent' });
    await stage.post('/sim/clock', { byMs: HOUR_MS });
    const outside = await stage.outcome(text(ANA, 'outside'));
    expect((await stage.statusesOf(outside.id, 1))[0]).toMatchObject({ status: 'failed' });
  });

  it('are all on from the start where the settings say so', async () => {
    await stage.stopSimulator();
    await stage.start({ withLimits: true });
    expect(await stage.get('/sim/limits')).toMatchObject({
      limits: {
        throughput: { perSecond: 80, highPerSecond: 1_000, coexistencePerSecond: 20 },
        pair: { everyMs: 6_000, burst: 45 },
        portfolio: { uniqueRecipients: 250, code: 131048 },
        window: {},
      },
    });
  });

  it.each([[{ throughputs: true }], [{ pair: { every: 5 } }], [{ throughput: { perSecond: 0 } }]])(
    'cannot be set to %j',
    async (body) => {
      expect((await stage.put('/sim/limits', body)).status).toBe(400);
    },
  );
});
