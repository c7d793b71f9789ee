import { firstValueFrom, toArray, take } from 'rxjs';
import { newId } from '../../kernel/ids';
import { Change, Realtime } from './realtime';

export interface RealtimeUnderTest {
  /** One process's end of the transport, not started yet. */
  connect(): Realtime;
  /** Ends every connection from the server's side, as a restart or a network fault does. */
  cutConnections(): Promise<void>;
}

/** What every transport of changes promises. */
export function describeRealtime(
  name: string,
  set: (run: (test: RealtimeUnderTest) => Promise<void>) => Promise<void>,
): void {
  const change = (tenantId: string, conversationId: string): Change => ({ tenantId, conversationId });

  async function withTwoEnds(
    test: RealtimeUnderTest,
    work: (speaker: Realtime, hearer: Realtime) => Promise<void>,
  ) {
    const [speaker, hearer] = [test.connect(), test.connect()];
    await Promise.all([speaker.start(), hearer.start()]);
    try {
      await work(speaker, hearer);
    } finally {
      await Promise.all([speaker.stop(), hearer.stop()]);
    }
  }

  describe(name, () => {
    it('carries a change from one process to another', () =>
      set((test) =>
        withTwoEnds(test, async (speaker, hearer) => {
          const heard = firstValueFrom(hearer.changesOf('a'));
          await speaker.publish([change('a', '1')]);
          expect(await heard).toEqual(change('a', '1'));
        }),
      ));

    it('carries a change of a channel as such, beside those of conversations', () =>
      set((test) =>
        withTwoEnds(test, async (speaker, hearer) => {
          const heard = firstValueFrom(hearer.changesOf('a').pipe(take(4), toArray()));
          const template = { tenantId: 'a', templateId: '4' };
          const all = [change('a', '1'), { tenantId: 'a', channelId: '2' }, template, change('a', '3')];
          await speaker.publish(all);
          expect(await heard).toEqual(all);
        }),
      ));

    it('gives each tenant its own changes only', () =>
      set((test) =>
        withTwoEnds(test, async (speaker, hearer) => {
          const heard = firstValueFrom(hearer.changesOf('a').pipe(take(2), toArray()));
          await speaker.publish([change('a', '1'), change('b', '2'), change('a', '3')]);
          expect(await heard).toEqual([change('a', '1'), change('a', '3')]);
        }),
      ));

    it('carries a thousand changes at once, none missing', () =>
      set((test) =>
        withTwoEnds(test, async (speaker, hearer) => {
          const all = Array.from({ length: 1000 }, (_, index) => change('a', String(index)));
          const heard = firstValueFrom(hearer.changesOf('a').pipe(take(1000), toArray()));
          await speaker.publish(all);
          expect(await heard).toEqual(all);
        }),
      ));

    it('carries a revocation to every process, the one that speaks included, and mixes it with no change', () =>
      set((test) =>
        withTwoEnds(test, async (speaker, hearer) => {
          const changes: Change[] = [];
          const listening = hearer.changesOf('b').subscribe((one) => void changes.push(one));
          const heard = [speaker, hearer].map((end) =>
            firstValueFrom(end.revoked.pipe(take(100), toArray())),
          );
          const ids = Array.from({ length: 100 }, (_, index) => `session-${index}`);
          await speaker.revoke(ids);
          expect(await Promise.all(heard)).toEqual([ids, ids]);
          expect(changes).toEqual([]);
          listening.unsubscribe();
        }),
      ));

    it('carries what was used to every other process, and not to the one that tells', () =>
      set((test) =>
        withTwoEnds(test, async (speaker, hearer) => {
          const own: unknown[] = [];
          const listening = speaker.usages.subscribe((one) => void own.push(one));
          const usages = Array.from({ length: 200 }, (_, index) => ({
            tenantId: newId(),
            subject: newId(),
            times: index + 1,
          }));
          const heard = firstValueFrom(hearer.usages.pipe(take(200), toArray()));
          await speaker.tellUsages(usages);
          expect(await heard).toEqual(usages);
          // What the hearer tells comes after all that the speaker could have heard of itself.
          const answered = firstValueFrom(speaker.usages);
          await hearer.tellUsages([{ tenantId: 'a', subject: 'b', times: 1 }]);
          await answered;
          expect(own).toEqual([{ tenantId: 'a', subject: 'b', times: 1 }]);
          listening.unsubscribe();
        }),
      ));

    it('carries the names of what is stale to every other process, and not to the one that tells', () =>
      set((test) =>
        withTwoEnds(test, async (speaker, hearer) => {
          const own: string[] = [];
          const listening = speaker.stale.subscribe((one) => void own.push(one));
          const longest = `tenant:${newId()}:${'e'.repeat(32)}:${'i'.repeat(60)}`;
          const names = Array.from({ length: 200 }, (_, index) => `${longest}${1000 + index}`);
          const heard = firstValueFrom(hearer.stale.pipe(take(200), toArray()));
          await speaker.tellStale(names);
          expect(await heard).toEqual(names);
          // What the hearer tells comes after all that the speaker could have heard of itself.
          const answered = firstValueFrom(speaker.stale);
          await hearer.tellStale(['another']);
          await answered;
          expect(own).toEqual(['another']);
          listening.unsubscribe();
        }),
      ));

    it('reconnects by itself, says that it may have missed changes, and hears the next one', () =>
      set((test) =>
        withTwoEnds(test, async (speaker, hearer) => {
          const gap = firstValueFrom(hearer.gaps);
          await test.cutConnections();
          await gap;
          const heard = firstValueFrom(hearer.changesOf('a'));
          const speak = setInterval(() => void speaker.publish([change('a', '1')]), 50);
          expect(await heard).toEqual(change('a', '1'));
          clearInterval(speak);
        }),
      ));

    it('never fails a publisher whose connection is gone', () =>
      set((test) =>
        withTwoEnds(test, async (speaker) => {
          await test.cutConnections();
          await expect(speaker.publish([change('a', '1')])).resolves.toBeUndefined();
          await expect(speaker.revoke(['a'])).resolves.toBeUndefined();
          const usages = [{ tenantId: 'a', subject: 'b', times: 1 }];
          await expect(speaker.tellUsages(usages)).resolves.toBeUndefined();
          await expect(speaker.tellStale(['a'])).resolves.toBeUndefined();
        }),
      ));
  });
}
