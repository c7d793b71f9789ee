import { type Changes, gatherChanges } from './gather-changes';

/** A gatherer whose clock and refreshes are moved by hand. */
function gathererByHand() {
  const refreshes: Changes[] = [];
  const timers: (() => void)[] = [];
  const settle: (() => void)[] = [];
  const gatherer = gatherChanges({
    intervalMs: 100,
    schedule: (run) => void timers.push(run),
    refresh: (changes) => {
      refreshes.push(changes);
      return new Promise<void>((resolve) => void settle.push(resolve));
    },
  });
  return {
    gatherer,
    refreshes,
    timers,
    timePasses: () => timers.shift()?.(),
    refreshEnds: async () => {
      settle.shift()?.();
      await new Promise(setImmediate);
    },
  };
}

describe('gathering hints', () => {
  it('makes one refresh of many hints, each conversation once', () => {
    const { gatherer, refreshes, timers, timePasses } = gathererByHand();
    for (const id of ['a', 'b', 'a', 'a']) gatherer.conversationChanged(id);
    expect(timers).toHaveLength(1);
    timePasses();
    expect(refreshes).toEqual([
      { everything: false, channels: false, templates: false, conversationIds: ['a', 'b'] },
    ]);
  });

  it('fetches the channels once, however many of them have changed, and not again for a conversation', async () => {
    const { gatherer, refreshes, timePasses, refreshEnds } = gathererByHand();
    gatherer.channelChanged();
    gatherer.channelChanged();
    timePasses();
    gatherer.conversationChanged('a');
    await refreshEnds();
    timePasses();
    expect(refreshes).toEqual([
      { everything: false, channels: true, templates: false, conversationIds: [] },
      { everything: false, channels: false, templates: false, conversationIds: ['a'] },
    ]);
  });

  it('fetches the templates once, however many of them a sync has changed', async () => {
    const { gatherer, refreshes, timePasses, refreshEnds } = gathererByHand();
    for (let count = 0; count < 200; count++) gatherer.templateChanged();
    timePasses();
    gatherer.templateChanged();
    await refreshEnds();
    timePasses();
    expect(refreshes).toEqual([
      { everything: false, channels: false, templates: true, conversationIds: [] },
      { everything: false, channels: false, templates: true, conversationIds: [] },
    ]);
  });

  it('loses no hint of a channel that came during a refresh', async () => {
    const { gatherer, refreshes, timePasses, refreshEnds } = gathererByHand();
    gatherer.conversationChanged('a');
    timePasses();
    gatherer.channelChanged();
    await refreshEnds();
    timePasses();
    expect(refreshes.map(({ channels }) => channels)).toEqual([false, true]);
  });

  it('never runs two refreshes at once, and loses no hint that came during one', async () => {
    const { gatherer, refreshes, timers, timePasses, refreshEnds } = gathererByHand();
    gatherer.conversationChanged('a');
    timePasses();
    gatherer.conversationChanged('b');
    expect(timers).toHaveLength(0);
    await refreshEnds();
    timePasses();
    expect(refreshes.map((changes) => changes.conversationIds)).toEqual([['a'], ['b']]);
  });

  it('refreshes everything once after a reconnect, whatever else was hinted', () => {
    const { gatherer, refreshes, timePasses } = gathererByHand();
    gatherer.conversationChanged('a');
    gatherer.everythingChanged();
    timePasses();
    expect(refreshes).toEqual([{ everything: true, channels: false, templates: false, conversationIds: [] }]);
  });

  it('does nothing more once it was stopped', () => {
    const { gatherer, refreshes, timePasses } = gathererByHand();
    gatherer.conversationChanged('a');
    gatherer.stop();
    timePasses();
    expect(refreshes).toEqual([]);
  });
});
