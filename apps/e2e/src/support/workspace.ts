import type { Locator, Page } from 'playwright-core';
import { isAwake } from './awake.ts';

/** What the pages of a workspace have in common: the ways to its sections, to other workspaces, and out. */
export class Workspace {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, level: 1, exact: true });
  }

  get switcher(): Locator {
    return this.page.getByRole('button', { name: /switch to another workspace$/ });
  }

  /** The names in the switcher, which is open afterwards. */
  async workspaces(): Promise<string[]> {
    await isAwake(this.page);
    await this.switcher.click();
    const menu = this.page.getByRole('menu', { name: 'Workspaces' });
    await menu.getByText('Your workspaces').waitFor();
    return menu.getByRole('menuitem').locator('bdi').allInnerTexts();
  }

  async switchesTo(name: string): Promise<void> {
    await this.switcher.click();
    await this.page.getByRole('menu').getByRole('menuitem', { name }).click();
    await this.isOpen(name);
  }

  /** Waits until the pages are those of that workspace. */
  async isOpen(name: string): Promise<void> {
    await this.switcher.filter({ hasText: name }).waitFor();
    await isAwake(this.page);
  }

  async signsOut(): Promise<void> {
    await this.page.getByRole('button', { name: /your account/ }).click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await this.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  }

  /** Opens the menu of a row and chooses in it. */
  async does(action: string, menu: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: menu }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
    await this.dialog.waitFor();
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }
}

/** Fills in the sign-in form that the page shows, and sends it. */
export async function signsIn(
  page: Page,
  { email, password }: { email: string; password: string },
  label = 'Sign in',
): Promise<void> {
  await isAwake(page);
  const address = page.getByLabel('E-mail address');
  // Who is invited cannot choose another.
  if (await address.isEditable()) await address.fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: label, exact: true }).click();
}

/** What is said about a control that cannot be used. */
export function reasonOf(control: Locator): Promise<string> {
  return control.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ')
      .trim(),
  );
}
