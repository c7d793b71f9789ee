import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { foundCompany, type Company } from '../support/colleagues.ts';
import { copies } from '../support/copies.ts';
import { sharedInstance } from '../support/environment.ts';
import { story } from '../support/story.ts';
import { Workspace } from '../support/workspace.ts';

describe('a key for a program', () => {
  let company: Company;

  beforeAll(async () => {
    company = await foundCompany(sharedInstance(), 'Keyhole', 'Kai Keyhole');
  });

  story(
    'is shown once, works as the command beside it says, is replaced, and is refused once it is revoked',
    async (kai) => {
      await kai.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const keys = new Workspace(await kai.opens(`/t/${company.slug}/settings/api-keys`));
      const { page, dialog } = keys;
      const row = (text: string) => page.getByRole('listitem').filter({ hasText: text });
      await page.getByText('No API keys yet').waitFor();
      await page.getByRole('button', { name: 'Create a key' }).first().click();
      await dialog.getByLabel('Name').fill('CRM sync');
      await dialog.getByRole('button', { name: 'Create the key' }).click();
      await dialog.getByRole('heading', { name: 'Your new key: CRM sync' }).waitFor();
      const token = await dialog.getByLabel('The key', { exact: true }).innerText();
      expect(token).toMatch(/^parley_test_/);

      // Whoever has not copied it is asked once more before it is gone.
      await keys.press('Done');
      await dialog.getByText('You have not copied the key.').waitFor();
      const first = await copiedCommand(page);
      expect(first).toContain(token);
      expect(await run(first)).toEqual({ status: 200, answer: expect.objectContaining({ name: 'Keyhole' }) });
      await keys.press('Done');
      await dialog.waitFor({ state: 'detached' });

      await page.reload();
      await row('CRM sync').getByText('Active').waitFor();
      expect(await page.content()).not.toContain(token);
      await row('CRM sync').getByText('just now from').waitFor();

      await keys.does('Rotate…', /^Actions for CRM sync/);
      await dialog.getByRole('button', { name: 'Rotate' }).click();
      await dialog.getByRole('heading', { name: 'Your new key: CRM sync' }).waitFor();
      const second = await copiedCommand(page);
      await keys.press('Done');
      expect(second).not.toBe(first);
      await row('Being replaced').waitFor();
      // Both work for the day in which the program is changed over.
      expect(await run(first)).toMatchObject({ status: 200 });
      expect(await run(second)).toMatchObject({ status: 200 });

      const ending = (key: string) => new RegExp(`^Actions for CRM sync, ends in ${lastFourOf(key)}$`);
      for (const key of [second, first]) {
        await keys.does('Revoke…', ending(key));
        await dialog.getByRole('button', { name: 'Revoke' }).click();
        await dialog.waitFor({ state: 'detached' });
        await page
          .getByRole('region', { name: 'Keys that no longer work' })
          .getByText(lastFourOf(key))
          .waitFor();
        expect(await run(key)).toMatchObject({ status: 401, answer: { status: 401 } });
      }
    },
    { as: () => company.owner },
  );
});

async function copiedCommand(page: Page): Promise<string> {
  await copies(page, () => page.getByRole('button', { name: 'Copy the command' }).click());
  return page.evaluate(() => navigator.clipboard.readText());
}

const lastFourOf = (command: string): string => /(.{4})'\s*$/.exec(command)?.[1] ?? '';

/** Pastes the command into a shell. */
async function run(command: string): Promise<{ status: number; answer: unknown }> {
  const quietly = `${command} --silent --write-out '\\n%{http_code}'`;
  const { stdout } = await promisify(execFile)('bash', ['-eu', '-c', quietly]);
  const end = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(end)), answer: JSON.parse(stdout.slice(0, end)) as unknown };
}
