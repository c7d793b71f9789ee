import type { Page } from 'playwright-core';
import { seriousViolations } from '../support/accessibility.ts';
import type { Account } from '../support/api.ts';
import { Authenticator } from '../support/authenticator.ts';
import { candidate, foundCompany, hires, type Company } from '../support/colleagues.ts';
import { sharedInstance } from '../support/environment.ts';
import { story } from '../support/story.ts';
import { Workspace } from '../support/workspace.ts';

describe('behind the sign-in nobody is locked out, in light or dark, of', () => {
  let company: Company;
  let ann: Account;
  let theo: Account;

  beforeAll(async () => {
    company = await foundCompany(sharedInstance(), 'Wide Gate', 'Wanda Wide');
    ann = await hires(sharedInstance(), company, 'Ann Agent', 'agent');
    theo = await hires(sharedInstance(), company, 'Theo Twofold', 'viewer');
  });

  const asWanda = { as: () => company.owner };
  const settings = (page: string) => `/t/${company.slug}/settings${page}`;

  story(
    'the account, with every step of two-factor sign-in',
    async (visitor) => {
      const workspace = new Workspace(await visitor.opens('/account'));
      const { page, dialog } = workspace;
      await page.getByText('This device', { exact: true }).waitFor();
      await workspace.press('Change the password');
      await page.getByText('Enter your current password.').waitFor();
      await isOpenToAll(page);

      await workspace.press('Turn on');
      await dialog.getByRole('button', { name: 'Continue' }).click();
      const key = dialog.locator('bdi');
      await key.waitFor();
      await isOpenToAll(page);
      await dialog
        .getByLabel('Code that the app shows')
        .fill(new Authenticator(await key.innerText()).code());
      await dialog.getByRole('button', { name: 'Turn on' }).click();
      await dialog.getByRole('list', { name: 'Recovery codes' }).waitFor();
      await isOpenToAll(page);
      await dialog.getByRole('button', { name: 'I have kept them' }).click();
      await page.getByText('10 recovery codes left').waitFor();
      await isOpenToAll(page);
      await workspace.press('Turn off');
      await dialog.waitFor();
      await isOpenToAll(page);
    },
    { as: () => theo },
  );

  story(
    'the members, with inviting, roles and removing',
    async (visitor) => {
      const workspace = new Workspace(await visitor.opens(settings('/members?open=invite')));
      const { page, dialog } = workspace;
      await dialog.getByLabel('E-mail addresses').fill('not an address');
      await dialog.getByRole('button', { name: 'Invite' }).click();
      await dialog.getByText('are not e-mail addresses').waitFor();
      await isOpenToAll(page);
      await dialog.getByLabel('E-mail addresses').fill(candidate('Paul Pending').email);
      await dialog.getByRole('button', { name: 'Invite' }).click();
      await dialog.getByText('/invitation#').waitFor();
      await isOpenToAll(page);
      await workspace.press('Done');
      await page.getByText('Open invitations').waitFor();
      await isOpenToAll(page);
      await workspace.press('Role of Ann Agent: Agent');
      await page.getByRole('menu').waitFor();
      await isOpenToAll(page);
      await page.keyboard.press('Escape');
      await workspace.does('Remove from the workspace…', 'Actions for Ann Agent');
      await isOpenToAll(page);
    },
    asWanda,
  );

  story(
    'the API keys, with a key that is shown once, its replacement and its end',
    async (visitor) => {
      const workspace = new Workspace(await visitor.opens(settings('/api-keys')));
      const { page, dialog } = workspace;
      await page.getByText('No API keys yet').waitFor();
      await isOpenToAll(page);
      await page.getByRole('button', { name: 'Create a key' }).first().click();
      await dialog.getByRole('button', { name: 'Create the key' }).click();
      await dialog.getByText('Give the key a name.').waitFor();
      await isOpenToAll(page);
      await dialog.getByLabel('Name', { exact: true }).fill('Exports');
      await dialog.getByRole('button', { name: 'Create the key' }).click();
      await dialog.getByText('Your new key: Exports').waitFor();
      await workspace.press('Done');
      await dialog.getByText('You have not copied the key.').waitFor();
      await isOpenToAll(page);
      await workspace.press('Done');
      await dialog.waitFor({ state: 'detached' });
      await isOpenToAll(page);
      for (const action of ['Rotate…', 'Rename…', 'Revoke…']) {
        await workspace.does(action, /^Actions for Exports/);
        await isOpenToAll(page);
        if (action === 'Revoke…') break;
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
      await dialog.getByRole('button', { name: 'Revoke' }).click();
      await page.getByText('Keys that no longer work').waitFor();
      await isOpenToAll(page);
    },
    asWanda,
  );

  story(
    'the settings of the workspace, the roles and the audit trail',
    async (visitor) => {
      const workspace = new Workspace(await visitor.opens(settings('')));
      const { page, dialog } = workspace;
      await page.getByLabel('Name', { exact: true }).fill('Wide Gates');
      await page.getByText('Not saved yet').waitFor();
      await isOpenToAll(page);
      await workspace.press('Discard');
      await workspace.press('Leave…');
      await dialog.getByRole('button', { name: 'Leave the workspace' }).click();
      await dialog.locator('[aria-invalid=true]').waitFor();
      await isOpenToAll(page);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });

      await page.getByRole('link', { name: 'Roles', exact: true }).click();
      await page.getByRole('table').waitFor();
      await isOpenToAll(page);

      await page.getByRole('link', { name: 'Audit trail' }).click();
      const told = page.locator('main summary');
      await told.first().click();
      await page.getByText('As JSON').click();
      await page.getByLabel('The event as JSON').waitFor();
      await page.getByText(/events intact/).waitFor();
      await isOpenToAll(page);
      await page.goto(`${visitor.urls.dashboard}${settings('/audit?action=checklist.dismissed')}`);
      await page.getByText('Nothing matches these filters').waitFor();
      await isOpenToAll(page);
    },
    asWanda,
  );

  story(
    'connecting a number, another workspace, and what an agent may not do',
    async (visitor) => {
      const workspace = new Workspace(await visitor.opens(`/t/${company.slug}/channels`));
      const { page } = workspace;
      await page.getByText('No numbers yet').waitFor();
      await isOpenToAll(page);
      await page.getByRole('link', { name: 'Connect a number' }).first().click();
      await page.getByText('A bridge to a phone').waitFor();
      await isOpenToAll(page);
      await page.getByRole('button', { name: 'Connect by Cloud API' }).click();
      await page.getByRole('button', { name: 'Check and go on' }).click();
      await page.getByText('Paste the token that Meta gave you.').waitFor();
      await isOpenToAll(page);
      await workspace.switcher.click();
      await page.getByRole('menu', { name: 'Workspaces' }).waitFor();
      await isOpenToAll(page);

      const agent = await visitor.meets(ann);
      const asAnn = await agent.opens(settings('/members'));
      await asAnn.getByRole('button', { name: 'Invite people' }).hover();
      await isOpenToAll(asAnn);
      await asAnn.getByRole('link', { name: 'API keys' }).click();
      await asAnn.getByText('You may not see the API keys').waitFor();
      await isOpenToAll(asAnn);
    },
    asWanda,
  );
});

async function isOpenToAll(page: Page): Promise<void> {
  expect(await seriousViolations(page)).toEqual([]);
}
