import type { Thread } from '../support/inbox.ts';
import { staysLoaded } from '../support/live-page.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

describe('while the inbox is open', () => {
  story('the next message of a person appears in their thread, and its answer', async (visitor) => {
    const dora = somebody('Dora Live');
    await visitor.people.writes(dora, 'first question');
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(dora.name);
    await thread.echoed('first question');
    const stays = await staysLoaded(inbox.page);

    await visitor.people.writes(dora, 'second question');
    await thread.received('second question').waitFor();
    await thread.echoed('second question');
    expect(await thread.messages.count()).toBe(4);
    await inbox.row(dora.name).filter({ hasText: 'second question' }).waitFor();
    expect(await stays()).toBe(true);
  });

  story(
    "another person's message moves their row to the top and leaves the reader alone",
    async (visitor) => {
      const [reader, other] = [somebody('Rita Read'), somebody('Otis Other')];
      await visitor.people.writes(other, 'I was here before');
      await visitor.people.writes(reader, ...numbered(8));
      const inbox = await visitor.opensInbox();
      const thread = await inbox.reads(reader.name);
      await everyLineIsRead(thread, 8);
      await inbox.rows.first().filter({ hasText: reader.name }).waitFor();
      await thread.region.evaluate((view) => (view.scrollTop = 200));
      await inbox.page.getByRole('button', { name: 'Newest' }).waitFor();
      const address = inbox.page.url();

      await visitor.people.writes(other, 'and now I am back');
      await inbox.rows.first().filter({ hasText: other.name }).waitFor();
      expect(await inbox.rows.nth(1).innerText()).toContain(reader.name);
      expect(await inbox.row(reader.name).getAttribute('aria-current')).toBe('true');
      expect(inbox.page.url()).toBe(address);
      expect(await thread.scrolledTo()).toBe(200);
    },
  );

  story(
    'a message in the thread that somebody reads further up waits until they want it',
    async (visitor) => {
      const paula = somebody('Paula Patient');
      await visitor.people.writes(paula, ...numbered(8));
      const inbox = await visitor.opensInbox();
      const thread = await inbox.reads(paula.name);
      await everyLineIsRead(thread, 8);
      await thread.region.evaluate((view) => (view.scrollTop = 200));
      await inbox.page.getByRole('button', { name: 'Newest' }).waitFor();

      await visitor.people.writes(paula, 'the news');
      await thread.echoed('the news');
      expect(await thread.scrolledTo()).toBe(200);
      await inbox.page.getByRole('button', { name: '2 new messages' }).click();
      await inbox.page.getByRole('button', { name: /Newest|new message/ }).waitFor({ state: 'detached' });
      expect(await thread.shows(thread.sent('the news'))).toBe(true);
    },
  );
});

/** Until then a tick that changes draws the thread anew, which still follows the newest while a scroll is on its way. */
async function everyLineIsRead(thread: Thread, count: number): Promise<void> {
  for (let line = 1; line <= count; line += 1) await thread.echoed(`line ${line}`);
}

/** Messages that fill more than one screen. */
function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `line ${index + 1}\n…\n…\nand its end`);
}
