import { beginApiOutage } from '../support/api-outage.ts';
import { sharedInstance } from '../support/environment.ts';
import { staysLoaded } from '../support/live-page.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

const LONG_ENOUGH_TO_RECOVER_MS = 60_000;

describe('the inbox', () => {
  let outage: ReturnType<typeof beginApiOutage> | undefined;

  afterEach(() => outage?.end());

  story('says that the api is away, catches up when it is back, and has everything once', async (visitor) => {
    visitor.context.setDefaultTimeout(LONG_ENOUGH_TO_RECOVER_MS);
    visitor.faults.expect(/Failed to load resource|ERR_INCOMPLETE_CHUNKED_ENCODING/);
    const olga = somebody('Olga Outage');
    await visitor.people.writes(olga, 'before the fall');
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(olga.name);
    await thread.echoed('before the fall');
    const stays = await staysLoaded(inbox.page);

    outage = beginApiOutage(sharedInstance());
    await inbox.reconnecting.waitFor();
    await visitor.people.writes(olga, 'during the fall');
    const late = await visitor.opensInbox();
    await late.page.getByRole('heading', { name: 'Parley is not answering' }).waitFor();
    expect(await thread.sent('before the fall').isVisible()).toBe(true);
    await outage.end();

    await inbox.reconnecting.waitFor({ state: 'detached' });
    await thread.echoed('during the fall');
    await late.row(olga.name).waitFor();
    await visitor.people.writes(olga, 'after the fall');
    await thread.echoed('after the fall');

    const fates = ['before', 'during', 'after'].map((when) => `${when} the fall`);
    for (const text of fates) {
      expect([text, await thread.received(text).count()]).toEqual([text, 1]);
      expect([text, await thread.sent(text).count()]).toEqual([text, 1]);
    }
    expect(await visitor.people.repliesTo(olga)).toEqual(fates.map((text) => expect.stringContaining(text)));
    expect(await stays()).toBe(true);
  });

  story('learns what it missed while the network was away, without being asked', async (visitor) => {
    visitor.faults.expect(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/);
    const will = somebody('Will Wireless');
    await visitor.people.writes(will, 'heard');
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(will.name);
    await thread.echoed('heard');
    const stays = await staysLoaded(inbox.page);

    await visitor.context.setOffline(true);
    await visitor.people.writes(will, 'missed');
    await sharedInstance().lastMessageIs(/received.*missed/, 'read');
    expect(await thread.received('missed').count()).toBe(0);
    await visitor.context.setOffline(false);

    await thread.echoed('missed');
    expect(await thread.received('missed').count()).toBe(1);
    expect(await thread.messages.count()).toBe(4);
    expect(await stays()).toBe(true);
  });
});
