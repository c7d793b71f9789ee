import { candidate, foundCompany, hires, invites, type Company } from '../support/colleagues.ts';
import { copies } from '../support/copies.ts';
import { sharedInstance } from '../support/environment.ts';
import { sidewaysScrolls } from '../support/layout.ts';
import { story } from '../support/story.ts';
import { Workspace } from '../support/workspace.ts';

const browser = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
/** The pages of the settings, which are more than fit side by side, and code, whose lines stay whole. */
const MEANT_TO_SCROLL = 'nav[aria-label=Settings] ul, pre[tabindex]';
const LONG_NAME = 'Maximiliane von und zu Donaudampfschifffahrtsgesellschaft';

describe('the settings on a narrow screen', () => {
  let company: Company;

  beforeAll(async () => {
    company = await foundCompany(sharedInstance(), 'Pocket', 'Petra Pocket');
    await hires(sharedInstance(), company, LONG_NAME, 'agent');
    await invites(sharedInstance(), company, candidate('Wolfeschlegelsteinhausenbergerdorff').email, 'admin');
  });

  const asPetra = { browser, as: () => company.owner };

  story(
    'show the members, and how to invite one, without a step to the side, in either direction of writing',
    async (visitor) => {
      const workspace = new Workspace(await visitor.opens(`/t/${company.slug}/settings/members`));
      const { page, dialog } = workspace;
      await page.getByRole('row', { name: new RegExp(LONG_NAME) }).waitFor();
      await page.getByText('Open invitations').waitFor();
      await fitsBothWays(workspace);
      await workspace.press('Invite people');
      await dialog.getByLabel('E-mail addresses').fill(candidate('Ulla Unterwegs').email);
      await fitsBothWays(workspace);
      await dialog.getByRole('button', { name: 'Invite' }).click();
      await dialog.getByText('/invitation#').waitFor();
      await fitsBothWays(workspace);
    },
    asPetra,
  );

  story(
    'show the API keys, a new one, and what was done with them, in either direction of writing',
    async (visitor) => {
      const workspace = new Workspace(await visitor.opens(`/t/${company.slug}/settings/api-keys`));
      const { page, dialog } = workspace;
      await page.getByText('No API keys yet').waitFor();
      await fitsBothWays(workspace);
      await page.getByRole('button', { name: 'Create a key' }).first().click();
      await dialog.getByLabel('Name', { exact: true }).fill(LONG_NAME);
      await fitsBothWays(workspace);
      await dialog.getByRole('button', { name: 'Create the key' }).click();
      await dialog.getByText('It is never shown again').waitFor();
      await fitsBothWays(workspace);
      await copies(page, () => dialog.getByRole('button', { name: 'Copy the key' }).click());
      await workspace.press('Done');
      await page.getByRole('listitem').filter({ hasText: LONG_NAME }).waitFor();
      await fitsBothWays(workspace);

      await page.getByRole('link', { name: 'Audit trail' }).click();
      await page.locator('main summary').filter({ hasText: LONG_NAME }).first().click();
      await page.getByText('As JSON').click();
      await fitsBothWays(workspace);
    },
    asPetra,
  );
});

async function fitsBothWays({ page }: Workspace): Promise<void> {
  for (const direction of ['rtl', 'ltr']) {
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    expect([direction, await sidewaysScrolls(page.locator('body'), MEANT_TO_SCROLL)]).toEqual([
      direction,
      [],
    ]);
  }
}
