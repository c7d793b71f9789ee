import { isAwake } from '../support/awake.ts';
import { candidate, foundCompany, hires, type Company } from '../support/colleagues.ts';
import { copies } from '../support/copies.ts';
import { sharedInstance } from '../support/environment.ts';
import { Hands } from '../support/keyboard.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

describe('with the keyboard alone', () => {
  let company: Company;

  beforeAll(async () => {
    company = await foundCompany(sharedInstance(), 'Keys Only', 'Kira Keys');
    await hires(sharedInstance(), company, 'Otto Other', 'agent');
  });

  const asKira = { as: () => company.owner };
  const settings = (page: string) => `/t/${company.slug}/settings${page}`;

  story('one goes past the navigation, through the conversations, into one and back', async (visitor) => {
    const [first, second] = [somebody('Kim Keys'), somebody('Lou Letters')];
    await visitor.people.writes(first, 'from Kim');
    const inbox = await visitor.opensInbox();
    await inbox.rows.first().filter({ hasText: first.name }).filter({ hasText: 'received' }).waitFor();
    await visitor.people.writes(second, 'from Lou');
    await inbox.rows.first().filter({ hasText: second.name }).filter({ hasText: 'received' }).waitFor();
    const hands = new Hands(inbox.page);

    await hands.press('Tab');
    const skip = inbox.page.getByRole('link', { name: 'Skip to the content' });
    await hands.isAt(skip);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await hands.press('Enter');
    await hands.isIn(inbox.page.getByRole('main'));

    await hands.press('j');
    await hands.isAt(inbox.row(second.name));
    await hands.press('j');
    await hands.isAt(inbox.row(first.name));
    await hands.press('k');
    await hands.isAt(inbox.row(second.name));

    await hands.press('Enter');
    const thread = inbox.thread(second.name);
    await thread.received('from Lou').waitFor();
    expect(await inbox.row(second.name).getAttribute('aria-current')).toBe('true');
    await hands.goTo(thread.region);
    await hands.press('Escape');
    await inbox.page.getByText('Choose a conversation').waitFor();
    await hands.isAt(inbox.row(second.name));
    expect(inbox.page.url()).toBe(`${visitor.urls.dashboard}/t/demo/inbox`);
  });

  story('one goes to the channels and changes the theme, which stays', async (visitor) => {
    const inbox = await visitor.opensInbox();
    const hands = new Hands(inbox.page);
    await hands.uses(inbox.section('Channels'));
    await inbox.page.getByRole('heading', { name: 'Channels' }).waitFor();
    await hands.uses(inbox.page.getByRole('link', { name: 'Connect a number' }));
    await inbox.page.getByRole('heading', { name: 'Connect a number' }).waitFor();

    const theme = inbox.page.getByRole('button', { name: /your account/ });
    await hands.uses(theme);
    await inbox.page.getByRole('menuitemradio', { name: 'Same as system', checked: true }).waitFor();
    const dark = inbox.page.getByRole('menuitemradio', { name: 'Dark' });
    await hands.goTo(dark, 'ArrowUp');
    await hands.press('Enter');
    await inbox.page.locator('html.dark').waitFor();
    await dark.waitFor({ state: 'detached' });
    await hands.isAt(theme);

    await inbox.page.reload();
    await inbox.page.locator('html.dark').waitFor();
  });

  story(
    'one signs in, renames oneself, looks at two-factor sign-in, and signs out',
    async (visitor) => {
      const page = await visitor.opens('/sign-in?next=/account');
      const hands = new Hands(page);
      await hands.isAt(page.getByLabel('E-mail address'));
      await hands.type(company.owner.email);
      await hands.fills(page.getByLabel('Password', { exact: true }), company.owner.password);
      await hands.press('Enter');

      await page.getByText('This device', { exact: true }).waitFor();
      await hands.fills(page.getByLabel('Name', { exact: true }), 'Kira Keyboard');
      await hands.uses(page.getByRole('button', { name: 'Save' }));
      await page.getByText('Saved', { exact: true }).waitFor();
      const turnOn = page.getByRole('button', { name: 'Turn on' });
      await hands.uses(turnOn);
      await hands.uses(page.getByRole('dialog').getByRole('button', { name: 'Continue' }));
      await hands.goTo(page.getByLabel('Code that the app shows'));
      await hands.press('Escape');
      await hands.isAt(turnOn);
      await hands.uses(page.getByRole('button', { name: 'Sign out', exact: true }));
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await isAwake(page);

      await hands.uses(page.getByRole('link', { name: 'Forgot it?' }));
      await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
      await hands.fills(page.getByLabel('E-mail address'), 'nobody@example.com');
      await hands.press('Enter');
      await page.getByRole('heading', { name: 'Check your mailbox' }).waitFor();
    },
    { as: 'nobody' },
  );

  story(
    'one invites somebody, gives them another role, and thinks better of removing them',
    async (visitor) => {
      const page = await visitor.opens(settings('/members'));
      const hands = new Hands(page);
      const dialog = page.getByRole('dialog');
      const invite = page.getByRole('button', { name: 'Invite people' });
      const { email } = candidate('Ines Invited');
      await hands.uses(invite);
      await hands.isAt(dialog.getByLabel('E-mail addresses'));
      await hands.type(email);
      await hands.goTo(dialog.getByRole('radio', { name: 'Agent' }));
      await hands.press('ArrowDown');
      await dialog.getByRole('radio', { name: 'Viewer', checked: true }).waitFor();
      await hands.uses(dialog.getByRole('button', { name: 'Invite' }));
      await dialog.getByText('/invitation#').waitFor();
      await hands.uses(dialog.getByRole('button', { name: 'Done' }));
      await hands.isAt(invite);

      const actions = page.getByRole('button', { name: `Actions for ${email}` });
      await hands.uses(actions);
      await hands.goTo(page.getByRole('menuitem', { name: 'Revoke…' }), 'ArrowDown');
      await hands.press('Enter');
      await dialog.getByText('Revoke this invitation?').waitFor();
      await hands.press('Escape');
      await hands.isAt(actions);

      const role = page.getByRole('button', { name: 'Role of Otto Other: Agent' });
      await hands.uses(role);
      await hands.goTo(page.getByRole('menuitemradio', { name: /^Admin/ }), 'ArrowUp');
      await hands.press('Enter');
      await hands.isAt(page.getByRole('button', { name: 'Role of Otto Other: Admin' }));

      const others = page.getByRole('button', { name: 'Actions for Otto Other' });
      await hands.uses(others);
      await hands.isAt(page.getByRole('menuitem', { name: 'Remove from the workspace…' }));
      await hands.press('Enter');
      await dialog.getByText('Remove Otto Other?').waitFor();
      await hands.press('Escape');
      await hands.isAt(others);
    },
    asKira,
  );

  story(
    'one makes a key, renames the workspace, and looks up in the audit trail what one has done',
    async (visitor) => {
      const page = await visitor.opens(settings('/api-keys'));
      const hands = new Hands(page);
      const dialog = page.getByRole('dialog');
      await page.getByText('No API keys yet').waitFor();
      await hands.uses(page.getByRole('button', { name: 'Create a key' }).first());
      await hands.isAt(dialog.getByLabel('Name', { exact: true }));
      await hands.type('Reports');
      await hands.goTo(dialog.getByRole('checkbox').nth(1));
      await hands.press('Space');
      await dialog.getByRole('checkbox', { checked: true }).nth(1).waitFor();
      await hands.uses(dialog.getByRole('combobox', { name: 'Expires after' }));
      await hands.goTo(page.getByRole('option', { name: '30 days' }), 'ArrowUp');
      await hands.press('Enter');
      await hands.uses(dialog.getByRole('button', { name: 'Create the key' }));
      await dialog.getByText('Your new key: Reports').waitFor();
      await copies(page, () => hands.uses(dialog.getByRole('button', { name: 'Copy the key' })));
      await hands.uses(dialog.getByRole('button', { name: 'Done' }));
      await dialog.waitFor({ state: 'detached' });
      const actions = page.getByRole('button', { name: /^Actions for Reports/ });
      await hands.uses(actions);
      await hands.goTo(page.getByRole('menuitem', { name: 'Rotate…' }), 'ArrowDown');
      await hands.press('Enter');
      await dialog.getByText('Rotate Reports?').waitFor();
      await hands.press('Escape');
      await hands.isAt(actions);

      await hands.uses(page.getByRole('link', { name: 'Workspace', exact: true }));
      await hands.fills(page.getByLabel('Name', { exact: true }), 'By Hand');
      await hands.uses(page.getByRole('button', { name: 'Save' }));
      await page.getByText('Not saved yet').waitFor({ state: 'detached' });

      await hands.uses(page.getByRole('link', { name: 'Audit trail' }));
      const told = page.locator('main summary');
      await told.filter({ hasText: 'changed the name of the workspace' }).waitFor();
      await hands.goTo(page.getByRole('combobox', { name: 'What' }));
      await hands.type('workspace changed');
      await page.getByRole('option', { name: 'Workspace: changed' }).waitFor();
      await hands.press('Enter');
      await page.waitForURL('**/audit?action=tenant.changed');
      await told.filter({ hasText: 'API key' }).waitFor({ state: 'detached' });
      await hands.uses(told);
      await page.getByRole('row', { name: /^name/ }).waitFor();
    },
    asKira,
  );
});
