import type { Page } from 'playwright-core';
import { seriousViolations } from '../support/accessibility.ts';
import { accepted, callApi } from '../support/api.ts';
import { candidate, foundCompany, hires, invites, type Company } from '../support/colleagues.ts';
import { sharedInstance } from '../support/environment.ts';
import { operatorRuns } from '../support/operator.ts';
import { story } from '../support/story.ts';
import { turnsTwoFactorOn } from '../support/two-factor.ts';
import { signsIn } from '../support/workspace.ts';

// The set-up page is looked at where there is something to set up: in newcomer.journey-spec.ts.
describe('before the sign-in nobody is locked out, in light or dark, of', () => {
  let company: Company;

  beforeAll(async () => {
    company = await foundCompany(sharedInstance(), 'Open Doors', 'Oona Open');
  });

  story(
    'the sign-in, its refusal and its second step, and what says that the set-up is over',
    async (visitor) => {
      visitor.faults.expect(/401 \(Unauthorized\)/);
      const tess = await hires(sharedInstance(), company, 'Tess Twofold', 'agent');
      await turnsTwoFactorOn(sharedInstance(), tess);
      const page = await visitor.opens(`/sign-in?next=/t/${company.slug}/inbox`);
      await isOpenToAll(page);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Enter your password.').waitFor();
      await signsIn(page, { ...tess, password: 'not the right one' });
      await page.getByText('The e-mail address or the password is not right.').waitFor();
      await isOpenToAll(page);

      await signsIn(page, tess);
      const code = page.getByLabel('Code from your authenticator app');
      await code.fill('000000');
      await isOpenToAll(page);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('This code is not right, or no longer.').waitFor();
      await page.getByRole('button', { name: 'Phone not at hand? Use a recovery code' }).click();
      await page.getByLabel('Recovery code').waitFor();
      await isOpenToAll(page);

      await page.goto(`${visitor.urls.dashboard}/set-up`);
      await page.getByRole('heading', { name: 'Parley is set up already' }).waitFor();
      await isOpenToAll(page);
    },
    { as: 'nobody' },
  );

  story(
    'the ways to a new password',
    async (visitor) => {
      visitor.faults.expect(/4\d\d \(/);
      const rhea = await hires(sharedInstance(), company, 'Rhea Reset', 'agent');
      const page = await visitor.opens('/forgot-password');
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByText('Enter your e-mail address.').waitFor();
      await isOpenToAll(page);
      await page.getByLabel('E-mail address').fill('nobody@example.com');
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByRole('heading', { name: 'Check your mailbox' }).waitFor();
      await isOpenToAll(page);

      const printed = await operatorRuns(sharedInstance(), 'reset-password', rhea.email);
      const reset = await visitor.opens(/http\S+/.exec(printed)?.[0] ?? '');
      const password = reset.getByLabel('New password', { exact: true });
      await password.fill('password1');
      const change = reset.getByRole('button', { name: 'Change the password' });
      await change.click();
      await reset.locator('[aria-invalid=true]').waitFor();
      await isOpenToAll(reset);
      await password.fill('nobody guesses this sentence');
      await change.click();
      await reset.getByRole('heading', { name: 'Your password is changed' }).waitFor();
      await isOpenToAll(reset);

      const stale = await visitor.opens('/reset-password#this-was-never-a-token');
      await stale.getByLabel('New password', { exact: true }).fill('nobody guesses this sentence');
      await stale.getByRole('button', { name: 'Change the password' }).click();
      await stale.getByRole('heading', { name: 'This link no longer works' }).waitFor();
      await isOpenToAll(stale);
    },
    { as: 'nobody' },
  );

  story(
    'an invitation, whoever opens it and whatever became of it',
    async (visitor) => {
      visitor.faults.expect(/4\d\d \(/);
      const instance = sharedInstance();
      const invited = (email: string) => invites(instance, company, email, 'viewer');
      const ingrid = candidate('Ingrid Invited');
      const { link } = await invited(ingrid.email);
      const opens = async (address: string, title: string | RegExp) => {
        const page = await visitor.opens(address);
        await page.getByRole('heading', { name: title }).waitFor();
        await isOpenToAll(page);
        return page;
      };
      const page = await opens(link, 'Join Open Doors');
      await page.getByRole('button', { name: 'Join Open Doors' }).click();
      await page.getByText('Choose a password.').waitFor();
      await isOpenToAll(page);
      await page.getByLabel('Your name').fill(ingrid.name);
      await page.getByLabel('Password', { exact: true }).fill(ingrid.password);
      await page.getByRole('button', { name: 'Join Open Doors' }).click();
      await page.waitForURL(`**/t/${company.slug}/inbox`);
      await opens(link, 'This invitation was accepted already');

      const other = await invited(candidate('Olaf Other').email);
      const theirs = await opens(other.link, 'Join Open Doors');
      await theirs.getByText(`You are signed in as ${ingrid.email}`).waitFor();
      await theirs.getByRole('button', { name: 'Sign out and continue' }).click();
      await theirs.getByLabel('Your name').waitFor();
      await isRevoked(company, other.id);
      await opens(other.link, 'This invitation was taken back');

      const elsewhere = await foundCompany(instance, 'Next Door', 'Nora Next');
      const known = await invites(instance, elsewhere, ingrid.email, 'agent');
      const knownPage = await opens(known.link, 'Join Next Door');
      await signsIn(knownPage, ingrid, 'Sign in and join');
      await knownPage.waitForURL(`**/t/${elsewhere.slug}/inbox`);

      await opens('/invitation#this-was-never-a-token', 'We do not know this invitation');
      const bare = await visitor.meets();
      const incomplete = await bare.opens('/invitation');
      await incomplete.getByRole('heading', { name: 'This link is not complete' }).waitFor();
      await isOpenToAll(incomplete);
    },
    { as: 'nobody' },
  );
});

async function isOpenToAll(page: Page): Promise<void> {
  expect(await seriousViolations(page)).toEqual([]);
}

async function isRevoked({ slug, owner }: Company, id: string): Promise<void> {
  const { session } = owner;
  const path = `/api/v1/invitations/${id}`;
  await accepted(callApi(sharedInstance(), path, { method: 'DELETE', session, tenant: slug }));
}
