import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { newId } from '../../kernel/ids';
import { FileStorage } from './file-storage';
import { StorageKey, tenantStorage } from './storage-key';

export interface StorageUnderTest {
  readonly storage: FileStorage;
  /** The same where it cannot be used: a folder that is none, a wrong secret. */
  readonly broken: FileStorage;
  /** Every file that is there, finished or not, by what it is called there. */
  files(): Promise<string[]>;
}

/** What every storage promises. */
export function describeFileStorage(
  name: string,
  start: () => Promise<StorageUnderTest>,
  stop: () => Promise<void>,
): void {
  describe(name, () => {
    let given: StorageUnderTest;
    beforeAll(async () => (given = await start()));
    afterAll(stop);

    const newKey = (): StorageKey =>
      tenantStorage(newId()).keyOf({ id: newId(), createdAt: new Date('2026-11-30T23:59:59Z') });
    const of = (...parts: (string | Buffer)[]): Readable =>
      Readable.from(parts.map((part) => Buffer.from(part)));
    const write = (key: StorageKey, content: Readable) => given.storage.write(key, content);
    const read = async (key: StorageKey, range?: { start: number; end: number }) =>
      buffer(await given.storage.open(key, range));
    const breakingOff = (bytes: number): Readable =>
      Readable.from(
        (function* () {
          for (let sent = 0; sent < bytes; sent += 65_536) yield Buffer.alloc(65_536, 'x');
          throw new Error('the line is dead');
        })(),
      );

    it('gives back what was written, and says how much it was', async () => {
      const key = newKey();
      expect(await write(key, of('hello ', 'wörld'))).toEqual({ byteSize: 12 });
      expect((await read(key)).toString()).toBe('hello wörld');
    });

    it('keeps an empty file', async () => {
      const key = newKey();
      expect(await write(key, of())).toEqual({ byteSize: 0 });
      expect(await read(key)).toHaveLength(0);
    });

    it('keeps a file that is larger than anything it holds at once, to the byte', async () => {
      const key = newKey();
      const parts = Array.from({ length: 180 }, () => randomBytes(65_537));
      const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
      expect(await write(key, Readable.from(parts))).toEqual({ byteSize: 180 * 65_537 });
      expect(digest(await read(key))).toBe(digest(Buffer.concat(parts)));
    });

    it.each([
      [{ start: 0, end: 0 }, '0'],
      [{ start: 2, end: 5 }, '2345'],
      [{ start: 9, end: 9 }, '9'],
      [{ start: 0, end: 9 }, '0123456789'],
    ])('gives the part %j of a file', async (range, part) => {
      const key = newKey();
      await write(key, of('0123456789'));
      expect((await read(key, range)).toString()).toBe(part);
    });

    it('has one file under one key, the latest', async () => {
      const key = newKey();
      const before = (await given.files()).length;
      await write(key, of('the first, which is longer'));
      await write(key, of('the second'));
      expect((await read(key)).toString()).toBe('the second');
      expect(await given.files()).toHaveLength(before + 1);
    });

    it.each([0, 300_000, 12_000_000])(
      'has nothing of a file that breaks off after %i bytes, and throws what it broke off with',
      async (bytes) => {
        const key = newKey();
        const before = await given.files();
        await expect(write(key, breakingOff(bytes))).rejects.toThrow('the line is dead');
        await expect(given.storage.open(key)).rejects.toMatchObject({ code: 'missing' });
        expect(await given.files()).toEqual(before);
      },
    );

    it('keeps the file that was there when its successor breaks off', async () => {
      const key = newKey();
      await write(key, of('the first'));
      await expect(write(key, breakingOff(300_000))).rejects.toThrow('the line is dead');
      expect((await read(key)).toString()).toBe('the first');
    });

    it('takes two writers of one file at once, and keeps one of them whole', async () => {
      const key = newKey();
      const long = (letter: string) =>
        Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(65_536, letter)));
      await Promise.all([write(key, long('a')), write(key, long('b'))]);
      const kept = await read(key);
      expect(kept).toHaveLength(40 * 65_536);
      expect(new Set(kept).size).toBe(1);
    });

    it('says of a file that it does not have that it is missing', async () => {
      await expect(given.storage.open(newKey())).rejects.toMatchObject({ code: 'missing' });
    });

    it('removes a file, and does not mind one that is not there', async () => {
      const key = newKey();
      await write(key, of('hello'));
      await given.storage.remove(key);
      await given.storage.remove(key);
      await expect(given.storage.open(key)).rejects.toMatchObject({ code: 'missing' });
    });

    it('says that it is away where it cannot be used, and leaves the content unread no longer than that', async () => {
      const content = of('hello');
      await expect(given.broken.write(newKey(), content)).rejects.toMatchObject({ code: 'away' });
      expect(content.destroyed).toBe(true);
    });
  });
}
