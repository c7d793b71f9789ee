import type { Account } from '../support/api.ts';
import { Authenticator } from '../support/authenticator.ts';
import { isAwake } from '../support/awake.ts';
import { hires } from '../support/colleagues.ts';
import { sharedInstance } from '../support/environment.ts';
import { operatorRuns } from '../support/operator.ts';
import { ownerOf } from '../support/owner.ts';
import { story } from '../support/story.ts';
import type { Visitor } from '../support/visitor.ts';
import { signsIn, Workspace } from '../support/workspace.ts';

const DEMO = { slug: 'demo' };
const NEW_PASSWORD = 'the tide comes in at noon';

describe('whoever has an account', () => {
  story(
    'is taken where they wanted to go once they have proved who they are, and leaves nothing behind',
    async (visitor) => {
      const sam = await hiresForDemo('Sam Signer');
      visitor.faults.expect(/401 \(Unauthorized\)/);
      const page = await visitor.opens('/t/demo/settings/audit?action=account.signed_in');
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      const asked = new URL(page.url()).searchParams.get('next');
      expect(asked).toBe('/t/demo/settings/audit?action=account.signed_in');

      for (const stranger of [sam.email, 'nobody.at.all@example.com']) {
        await signsIn(page, { email: stranger, password: 'not the right one' });
        await page.getByText('The e-mail address or the password is not right.').waitFor();
        await page.getByLabel('E-mail address').fill('');
      }
      await signsIn(page, sam);
      await page.waitForURL('**/t/demo/settings/audit?action=account.signed_in');

      const workspace = new Workspace(page);
      await workspace.isOpen('Demo');
      await page.getByRole('link', { name: 'Members' }).click();
      await page.getByRole('row', { name: /Olivia Owner/ }).waitFor();
      await workspace.signsOut();
      await page.goBack();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(await page.locator('body').innerText()).not.toMatch(/Olivia|Demo/);
      expect((await visitor.context.cookies()).map(({ name }) => name)).not.toContain('parley');
    },
    { as: 'nobody' },
  );

  story(
    'sees where they are signed in, and ends that from another desk',
    async (visitor) => {
      const dora = await hiresForDemo('Dora Devices');
      const [page, there] = await twoDesks(visitor, dora);
      await page.goto(`${visitor.urls.dashboard}/account`);
      await isAwake(page);
      const devices = page.getByRole('listitem').filter({ hasText: 'signed in' });
      await devices.filter({ hasText: 'This device' }).waitFor();
      expect(await devices.count()).toBe(3);
      // The one that was made with the invitation is a program's.
      await page.getByRole('button', { name: 'Sign out Headless Chrome on Linux' }).click();
      await devices.nth(2).waitFor({ state: 'detached' });
      expect(await devices.count()).toBe(2);
      await there.waitForURL('**/sign-in?next=*');
      await page.reload();
      await devices.first().waitFor();
      expect(await devices.count()).toBe(2);
    },
    { as: 'nobody' },
  );

  story(
    'changes the password, which signs out the other desk, and gets in with the new one only',
    async (visitor) => {
      const pam = await hiresForDemo('Pam Password');
      const [page, there] = await twoDesks(visitor, pam);
      visitor.faults.expect(/40[13] \(/);
      await page.goto(`${visitor.urls.dashboard}/account`);
      await isAwake(page);
      const change = async (current: string) => {
        await page.getByLabel('Current password', { exact: true }).fill(current);
        await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
        await page.getByRole('button', { name: 'Change the password' }).click();
      };
      await change('certainly not mine');
      await page.getByText('This is not your password.').waitFor();
      await change(pam.password);
      await page.getByText('Changed. Other devices are signed out.').waitFor();
      await there.waitForURL('**/sign-in?next=*');
      await page.reload();
      await page.getByRole('heading', { name: 'Your account' }).waitFor();

      await signsIn(there, pam);
      await there.getByText('The e-mail address or the password is not right.').waitFor();
      await signsIn(there, { ...pam, password: NEW_PASSWORD });
      await new Workspace(there).isOpen('Demo');
    },
    { as: 'nobody' },
  );

  story(
    'who has forgotten the password gets a link from whoever runs the server, which works once',
    async (visitor) => {
      const fay = await hiresForDemo('Fay Forgetful');
      visitor.faults.expect(/40[13] \(/);
      const page = await visitor.opens('/sign-in');
      await page.getByRole('link', { name: 'Forgot it?' }).click();
      await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
      await page.getByLabel('E-mail address').fill(fay.email);
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByRole('heading', { name: 'Check your mailbox' }).waitFor();
      await page.getByText('cli reset-password').waitFor();

      const printed = await operatorRuns(sharedInstance(), 'reset-password', fay.email);
      const [link = ''] = /http\S+/.exec(printed) ?? [];
      const reset = await visitor.opens(link);
      await reset.getByRole('heading', { name: 'Choose a new password' }).waitFor();
      await reset.waitForURL(`${visitor.urls.dashboard}/reset-password`);
      await reset.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
      await reset.getByRole('button', { name: 'Change the password' }).click();
      await reset.getByRole('heading', { name: 'Your password is changed' }).waitFor();
      await reset.getByRole('link', { name: 'Sign in' }).click();
      await signsIn(reset, { ...fay, password: NEW_PASSWORD });
      await new Workspace(reset).isOpen('Demo');

      const again = await visitor.opens(link);
      await again.getByLabel('New password', { exact: true }).fill('yet another long sentence');
      await again.getByRole('button', { name: 'Change the password' }).click();
      await again.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    },
    { as: 'nobody' },
  );

  story(
    'turns two-factor sign-in on, gets in with a code and with a recovery code, and turns it off',
    async (visitor) => {
      const theo = await hiresForDemo('Theo Twofold');
      visitor.faults.expect(/401 \(Unauthorized\)/);
      const page = await visitor.opens('/sign-in?next=/account');
      await signsIn(page, theo);
      await page.getByRole('heading', { name: 'Two-factor sign-in' }).waitFor();
      await isAwake(page);
      await page.getByRole('button', { name: 'Turn on' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Continue' }).click();
      await dialog.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
      const app = new Authenticator(await dialog.locator('bdi').innerText());
      await dialog.getByLabel('Code that the app shows').fill(app.code());
      await dialog.getByRole('button', { name: 'Turn on' }).click();
      const shown = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
      await shown.nth(9).waitFor();
      const codes = await shown.allInnerTexts();
      expect(new Set(codes).size).toBe(10);
      await dialog.getByRole('button', { name: 'I have kept them' }).click();
      await page.getByText('10 recovery codes left').waitFor();

      const codeField = page.getByLabel('Code from your authenticator app');
      const signsOutAndIn = async () => {
        await isAwake(page);
        await page.getByRole('button', { name: 'Sign out', exact: true }).click();
        await page.getByRole('heading', { name: 'Sign in' }).waitFor();
        await page.goto(`${visitor.urls.dashboard}/sign-in?next=/account`);
        await signsIn(page, theo);
        await codeField.waitFor();
      };
      await signsOutAndIn();
      await codeField.fill('000 000');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('This code is not right, or no longer.').waitFor();
      await codeField.fill(app.code());
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('10 recovery codes left').waitFor();

      await signsOutAndIn();
      await page.getByRole('button', { name: 'Phone not at hand? Use a recovery code' }).click();
      await page.getByLabel('Recovery code').fill((codes[0] ?? '').toLowerCase());
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('9 recovery codes left').waitFor();
      await isAwake(page);

      await page.getByRole('button', { name: 'Turn off' }).click();
      await dialog.getByRole('button', { name: 'Turn off' }).click();
      await page.getByRole('button', { name: 'Turn on' }).waitFor();
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await signsIn(page, theo);
      await new Workspace(page).isOpen('Demo');
    },
    { as: 'nobody' },
  );
});

async function hiresForDemo(name: string): Promise<Account> {
  const owner = await ownerOf(sharedInstance());
  if (!owner) throw new Error('Nobody has set up the shared Parley.');
  return hires(sharedInstance(), { ...DEMO, owner }, name, 'agent');
}

/** The same person, signed in by hand in two browsers, in the inbox of each. */
async function twoDesks(visitor: Visitor, account: Account) {
  const other = await visitor.meets();
  other.faults.expect(/401 \(Unauthorized\)/);
  const pages = [];
  for (const one of [other, visitor]) {
    const page = await one.opens('/sign-in');
    await signsIn(page, account);
    await new Workspace(page).isOpen('Demo');
    pages.push(page);
  }
  const [there, here] = pages;
  if (!here || !there) throw new Error('There are two desks.');
  return [here, there] as const;
}
