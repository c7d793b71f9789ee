import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger } from './ledger';
import type { LedgerEntry } from './ledger-entry';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-ledger-'));
  path = join(folder, 'deep', 'ledger.jsonl');
});

afterEach(() => rmSync(folder, { recursive: true }));

const joined = (name: string) => ({ kind: 'person.joined', phone: '1', name }) as const;
const namesOf = (entries: LedgerEntry[]) =>
  entries.map((entry) => (entry.kind === 'person.joined' ? entry.name : ''));

/** Opens the ledger again, as after a restart, and collects what it replays. */
async function reopened(entriesInMemory?: number): Promise<{ ledger: Ledger; replayed: LedgerEntry[] }> {
  const ledger = new Ledger(path, entriesInMemory);
  const replayed: LedgerEntry[] = [];
  ledger.subscribe((entry) => replayed.push(entry));
  await ledger.restore();
  return { ledger, replayed };
}

describe('the ledger', () => {
  it('numbers entries without gaps and gives them in pages', async () => {
    const ledger = new Ledger(null);
    for (const name of ['a', 'b', 'c', 'd', 'e']) ledger.record(joined(name));
    const page = await ledger.page(1, 3);
    expect(namesOf(page.entries)).toEqual(['b', 'c', 'd']);
    expect(page.entries.map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(page).toMatchObject({ lastSeq: 5, firstSeq: 1 });
    expect((await ledger.page(5, 3)).entries).toEqual([]);
    expect((await ledger.page(99, 3)).entries).toEqual([]);
  });

  it('says when, to the millisecond', () => {
    expect(new Ledger(null).record(joined('a')).at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('keeps a bounded number of entries in memory and says where they begin', async () => {
    const ledger = new Ledger(null, 10);
    for (let count = 1; count <= 100; count += 1) ledger.record(joined(String(count)));
    const page = await ledger.page(0, 1_000);
    expect(page.entries.length).toBeLessThanOrEqual(11);
    expect(page.entries.at(-1)).toMatchObject({ seq: 100, name: '100' });
    expect(page.firstSeq).toBe(page.entries[0]?.seq);
  });

  it('is on disk before record returns', () => {
    const ledger = new Ledger(path);
    const entry = ledger.record(joined('سارا 🙂'));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(entry);
    ledger.close();
  });

  it('replays in order after a restart and goes on counting', async () => {
    const first = new Ledger(path);
    const written = ['a', 'line\nbreak', 'separator\u2028here', 'سارا 🙂'].map((name) =>
      first.record(joined(name)),
    );
    first.close();
    const { ledger, replayed } = await reopened();
    expect(replayed).toEqual(written);
    expect(ledger.record(joined('next')).seq).toBe(5);
    ledger.close();
  });

  it('cuts off a last line that a killed process left unfinished', async () => {
    const first = new Ledger(path);
    first.record(joined('a'));
    first.close();
    appendFileSync(path, '{"seq":2,"kind":"person.joi');
    const second = await reopened();
    expect(namesOf(second.replayed)).toEqual(['a']);
    second.ledger.record(joined('b'));
    second.ledger.close();
    const third = await reopened();
    expect(namesOf(third.replayed)).toEqual(['a', 'b']);
    third.ledger.close();
  });

  it('refuses a damaged line instead of forgetting what follows it', async () => {
    new Ledger(path).close();
    writeFileSync(path, '{"seq":1}\nnot json\n{"seq":3}\n');
    await expect(reopened()).rejects.toThrow('line 2, is damaged');
  });

  it('reads from the file what is no longer in memory', async () => {
    const first = new Ledger(path, 10);
    for (let count = 1; count <= 100; count += 1) first.record(joined(String(count)));
    const page = await first.page(2, 3);
    expect(namesOf(page.entries)).toEqual(['3', '4', '5']);
    expect(page).toMatchObject({ firstSeq: 1, lastSeq: 100 });
    first.close();
  });

  it('replays a file larger than one read', async () => {
    const first = new Ledger(path);
    const long = 'é'.repeat(40_000);
    for (let count = 0; count < 10; count += 1) first.record(joined(`${count}${long}`));
    first.close();
    const { ledger, replayed } = await reopened();
    expect(namesOf(replayed)).toEqual(Array.from({ length: 10 }, (_, count) => `${count}${long}`));
    ledger.close();
  });
});
