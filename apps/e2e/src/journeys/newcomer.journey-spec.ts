import { join } from 'node:path';
import { seriousViolations } from '../support/accessibility.ts';
import { callApi } from '../support/api.ts';
import { isAwake } from '../support/awake.ts';
import { journeyEnvironment } from '../support/environment.ts';
import { Hands } from '../support/keyboard.ts';
import { LaunchedParley } from '../support/launched-parley.ts';
import { staysLoaded } from '../support/live-page.ts';
import { Phone } from '../support/phone.ts';
import { story } from '../support/story.ts';
import type { Visitor } from '../support/visitor.ts';

const NINA = { name: 'Nina Newcomer', email: 'nina@example.com', password: 'rain on a tin roof at night' };

describe('a newcomer', () => {
  let parley: LaunchedParley;

  beforeAll(async () => {
    const { projectRoot, folder } = journeyEnvironment();
    parley = await LaunchedParley.start(projectRoot, join(folder, 'home-of-newcomer'));
  });

  afterAll(() => parley.stop());

  story(
    'makes the first account with the printed link, follows the inbox to the phone, and is answered, by keyboard alone',
    async (visitor) => {
      await isAskedForTheLink(visitor);
      const inbox = await visitor.opensInbox(parley.setUpLink);
      const hands = new Hands(inbox.page);
      await hands.isAt(inbox.page.getByLabel('Your name'));
      await inbox.page.waitForURL(`${visitor.urls.dashboard}/set-up`);
      expect(await seriousViolations(inbox.page)).toEqual([]);
      await hands.type(NINA.name);
      await hands.fills(inbox.page.getByLabel('E-mail address'), NINA.email);
      await hands.fills(inbox.page.getByLabel('Password', { exact: true }), NINA.password);
      await hands.goTo(inbox.page.getByLabel('Workspace name'));
      expect(await inbox.page.getByLabel('Workspace name').inputValue()).toBe('Demo');
      await hands.uses(inbox.page.getByRole('button', { name: 'Create the account' }));

      await inbox.page.waitForURL('**/t/demo/inbox');
      const pane = inbox.page.getByRole('region', { name: 'Conversation', exact: true });
      await pane.getByText('Your inbox is ready for its first message').waitFor();
      await pane.getByText('0 of 3 done').waitFor();
      expect(await pane.getByRole('region', { name: 'First steps' }).getByRole('listitem').count()).toBe(3);
      await isAwake(inbox.page);
      expect(await seriousViolations(inbox.page)).toEqual([]);
      const stays = await staysLoaded(inbox.page);

      const opening = visitor.context.waitForEvent('page');
      await hands.uses(pane.getByRole('link', { name: 'Talk to the simulated phone' }));
      const phone = new Phone(await opening);
      await phone.page.bringToFront();
      await phone.field.and(phone.page.locator(':enabled')).waitFor();
      const thumbs = new Hands(phone.page);
      await thumbs.goTo(phone.field);
      await thumbs.type('hello');
      await thumbs.press('Enter');
      await phone.delivered('hello');
      await phone.reply('hello').waitFor();
      expect(await phone.replies.allInnerTexts()).toEqual([
        expect.stringMatching(/^Message received at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z: hello\s/),
      ]);

      const name = await phone.writer();
      await inbox.page.bringToFront();
      await inbox.row(name).waitFor();
      await pane.getByText('1 of 3 done').waitFor();
      await pane.getByRole('listitem').filter({ hasText: 'Talk to the simulated phone, done' }).waitFor();
      await hands.uses(inbox.row(name));
      const thread = inbox.thread(name);
      await thread.echoed('hello');
      expect(await thread.received('hello').count()).toBe(1);
      expect(await thread.messages.count()).toBe(2);
      expect(await stays()).toBe(true);

      await theLinkIsDead(visitor, parley.setUpLink);
    },
    { at: () => parley.instance, as: 'nobody' },
  );
});

/** Whoever comes without the link learns where it is, and that something else is no link. */
async function isAskedForTheLink(visitor: Visitor): Promise<void> {
  visitor.faults.expect(/403 \(Forbidden\)/);
  const page = await visitor.opens('/');
  expect(page.url()).toBe(`${visitor.urls.dashboard}/set-up`);
  const hands = new Hands(page);
  const link = page.getByLabel('Set-up link');
  await hands.isAt(link);
  await hands.type(`${visitor.urls.dashboard}/set-up#not-the-right-one`);
  await hands.fills(page.getByLabel('Your name'), NINA.name);
  await hands.fills(page.getByLabel('E-mail address'), NINA.email);
  await hands.fills(page.getByLabel('Password', { exact: true }), NINA.password);
  await hands.press('Enter');
  await page.getByText('This set-up link is not right').waitFor();
  await hands.isAt(link);
  expect(await seriousViolations(page)).toEqual([]);
  await page.close();
}

async function theLinkIsDead(visitor: Visitor, link: string): Promise<void> {
  const stranger = await visitor.meets();
  const page = await stranger.opens(link);
  await page.getByRole('heading', { name: 'Parley is set up already' }).waitFor();
  await page.getByRole('link', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  const [, token = ''] = link.split('#');
  const body = { ...NINA, token, email: 'mallory@example.com', tenantName: 'Mine', tenantSlug: 'mine' };
  const answer = await callApi({ urls: visitor.urls }, '/api/v1/set-up', {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(await answer.json()).toMatchObject({ status: 409, code: 'set_up_done' });
}
