import { readFileSync } from 'node:fs';
import { candidate, foundCompany, type Company } from '../support/colleagues.ts';
import { sharedInstance } from '../support/environment.ts';
import { story } from '../support/story.ts';
import { Workspace } from '../support/workspace.ts';

describe('the audit trail', () => {
  let company: Company;

  beforeAll(async () => {
    company = await foundCompany(sharedInstance(), 'Ledger', 'Lea Ledger');
  });

  story(
    'tells what somebody did as a sentence, keeps its filter in the address, and can be taken away',
    async (lea) => {
      const workspace = new Workspace(await lea.opens(`/t/${company.slug}/settings`));
      const { page } = workspace;
      await page.getByLabel('Name', { exact: true }).fill('Ledger and Sons');
      await workspace.press('Save');
      await page.getByText('Not saved yet').waitFor({ state: 'detached' });
      const max = candidate('Max Maybe');
      await page.getByRole('link', { name: 'Members' }).click();
      await workspace.press('Invite people');
      await workspace.dialog.getByLabel('E-mail addresses').fill(max.email);
      await workspace.dialog.getByRole('button', { name: 'Invite' }).click();
      await workspace.dialog.getByText('/invitation#').waitFor();
      await workspace.press('Done');

      await page.getByRole('link', { name: 'Audit trail' }).click();
      const told = page.locator('main summary');
      await told.filter({ hasText: 'Lea Ledger changed the name of the workspace' }).waitFor();
      await told.filter({ hasText: `Lea Ledger invited ${max.email} as agent` }).waitFor();
      await page.getByText(/events intact/).waitFor();

      const what = page.getByRole('combobox', { name: 'What' });
      await what.fill('workspace: changed');
      await page.getByRole('option', { name: 'Workspace: changed' }).click();
      await page.waitForURL('**/settings/audit?action=tenant.changed');
      await told.filter({ hasText: max.email }).waitFor({ state: 'detached' });
      expect(await told.count()).toBe(1);
      await page.reload();
      await told.filter({ hasText: 'Lea Ledger changed the name of the workspace' }).waitFor();
      expect(await told.count()).toBe(1);
      expect(await what.inputValue()).toBe('Workspace: changed');

      await told.click();
      await page.getByText('Ledger and Sons', { exact: true }).last().waitFor();
      const details = page.getByRole('row', { name: /^name/ });
      expect(await details.innerText()).toMatch(/^name\s+Ledger\s+Ledger and Sons$/);

      const downloading = page.waitForEvent('download');
      await workspace.press('Export');
      await page.getByRole('menuitem', { name: 'CSV, for a spreadsheet' }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(/\.csv$/);
      const lines = readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\r\n');
      expect(lines).toEqual([
        expect.stringContaining('action'),
        expect.stringMatching(/tenant\.changed.*Ledger and Sons/),
      ]);

      await page.getByRole('button', { name: 'Clear the filters' }).click();
      await page.waitForURL('**/settings/audit');
      await told.filter({ hasText: 'Lea Ledger exported the audit trail as CSV' }).waitFor();
    },
    { as: () => company.owner },
  );
});
