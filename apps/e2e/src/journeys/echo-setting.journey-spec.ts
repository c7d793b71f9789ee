import { sharedInstance } from '../support/environment.ts';
import { fetchAsOwner } from '../support/owner.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

describe('the echo of a channel', () => {
  // Whatever became of the story, the others find the echo on.
  afterEach(async () => {
    const channels = await fetchAsOwner(sharedInstance(), '/api/v1/channels');
    const { data } = (await channels.json()) as { data: { id: string }[] };
    for (const { id } of data) {
      const answer = await fetchAsOwner(sharedInstance(), `/api/v1/channels/${id}`, {
        method: 'PATCH',
        body: JSON.stringify({ echoEnabled: true }),
      });
      expect(answer.status).toBe(200);
    }
  });

  story('answers nobody once it is switched off, and the next one once it is on again', async (visitor) => {
    const erik = somebody('Erik Echo');
    await visitor.people.writes(erik, 'are you there?');
    const inbox = await visitor.opensInbox();
    const thread = inbox.thread(erik.name);
    await inbox.reads(erik.name);
    await thread.echoed('are you there?');
    const echo = inbox.page.getByRole('switch', { name: 'Echo' });
    const toggle = async (checked: boolean) => {
      await inbox.page.bringToFront();
      await inbox.section('Channels').click();
      const saved = inbox.page.waitForResponse((answer) => answer.request().method() === 'PATCH');
      await echo.click();
      expect((await saved).status()).toBe(200);
      await inbox.page.getByRole('switch', { name: 'Echo', checked }).waitFor();
      await inbox.section('Inbox').click();
      await inbox.reads(erik.name);
    };
    const phone = await visitor.opensPhone(erik);

    await toggle(false);
    await inbox.page.getByText('Echo is off for this number').waitFor();
    await phone.writes('nobody answers this');
    await phone.delivered('nobody answers this');
    await thread.received('nobody answers this').waitFor();

    await toggle(true);
    await inbox.page.getByText('Echo is on for this number').waitFor();
    await phone.writes('somebody answers this');
    await phone.reply('somebody answers this').waitFor();
    await thread.echoed('somebody answers this');

    // An answer is written together with the message that it answers: there was none, and none comes later.
    expect(await thread.sent('nobody answers this').count()).toBe(0);
    expect(await phone.reply('nobody answers this').count()).toBe(0);
    expect(await visitor.people.repliesTo(erik)).toEqual([
      expect.stringContaining('are you there?'),
      expect.stringContaining('somebody answers this'),
    ]);
  });
});
