import { candidate, foundCompany, type Company } from '../support/colleagues.ts';
import { sharedInstance } from '../support/environment.ts';
import { staysLoaded } from '../support/live-page.ts';
import { story } from '../support/story.ts';
import { reasonOf, Workspace } from '../support/workspace.ts';

describe('the people of a workspace', () => {
  let company: Company;

  beforeAll(async () => {
    company = await foundCompany(sharedInstance(), 'Acme', 'Ada Acme');
  });

  story(
    'an agent is invited, sees what they may not do, is promoted while they look, and is removed',
    async (ada) => {
      const path = `/t/${company.slug}/settings/members`;
      const members = new Workspace(await ada.opens(path));
      const ben = candidate('Ben Benson');
      await members.press('Invite people');
      await members.dialog.getByLabel('E-mail addresses').fill(ben.email);
      await members.dialog.getByRole('radio', { name: 'Agent' }).click();
      await members.dialog.getByRole('button', { name: 'Invite' }).click();
      const link = await members.dialog.getByText('/invitation#').innerText();
      await members.press('Done');
      await members.page.getByText(`${ben.email}`).waitFor();

      const bens = await ada.meets();
      const joining = await bens.opens(link);
      await joining.getByLabel('Your name').fill(ben.name);
      await joining.getByLabel('Password', { exact: true }).fill(ben.password);
      await joining.getByRole('button', { name: 'Join Acme' }).click();
      await joining.waitForURL(`**/t/${company.slug}/inbox`);

      const asBen = new Workspace(await bens.opens(path));
      const invite = asBen.page.getByRole('button', { name: 'Invite people' });
      const roleOfAda = asBen.page.getByRole('button', { name: 'Role of Ada Acme: Owner' });
      await roleOfAda.waitFor();
      for (const control of [invite, roleOfAda]) {
        expect(await control.getAttribute('aria-disabled')).toBe('true');
        expect(await reasonOf(control)).toBe('Only owners and admins can invite, change and remove people.');
      }
      await invite.hover();
      await asBen.page.locator('[data-open]', { hasText: 'Only owners and admins' }).first().waitFor();
      const stays = await staysLoaded(asBen.page);

      await members.page.reload();
      await members.isOpen('Acme');
      await members.press('Role of Ben Benson: Agent');
      await members.page.getByRole('menuitemradio', { name: /^Admin/ }).click();
      await members.page.getByRole('button', { name: 'Role of Ben Benson: Admin' }).waitFor();

      await asBen.page.locator('button:not([aria-disabled=true])', { hasText: 'Invite people' }).waitFor();
      await invite.click();
      await asBen.dialog.getByLabel('E-mail addresses').fill(candidate('Cem Third').email);
      await asBen.dialog.getByRole('button', { name: 'Invite' }).click();
      await asBen.dialog.getByText('/invitation#').waitFor();
      await asBen.press('Done');
      expect(await reasonOf(roleOfAda)).toBe('Only owners can change owners.');
      expect(await stays()).toBe(true);

      bens.faults.expect(/401 \(Unauthorized\)/);
      const inbox = joining;
      await inbox.bringToFront();
      await inbox.getByRole('heading', { name: 'Inbox' }).first().waitFor();
      await members.does('Remove from the workspace…', 'Actions for Ben Benson');
      await members.dialog.getByText('They can no longer open Acme, from this moment on.').waitFor();
      await members.dialog.getByRole('button', { name: 'Remove' }).click();
      await members.page.getByRole('row', { name: /Ben Benson/ }).waitFor({ state: 'detached' });

      await inbox.waitForURL('**/sign-in?next=*', { timeout: WITHIN_SECONDS_MS, waitUntil: 'commit' });
      await inbox.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(await inbox.locator('body').innerText()).not.toContain('Acme');
    },
    { as: () => company.owner },
  );
});

const WITHIN_SECONDS_MS = 10_000;
