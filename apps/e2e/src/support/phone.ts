import type { Locator, Page } from 'playwright-core';
import type { ChosenFile } from './files.ts';

/** A customer's phone: the simulator's page. */
export class Phone {
  readonly page: Page;
  readonly field: Locator;

  constructor(page: Page) {
    this.page = page;
    this.field = page.getByRole('textbox', { name: 'Message' });
  }

  async writes(text: string): Promise<void> {
    await this.page.bringToFront();
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  /** With what stands in the field as its caption. */
  async attaches(what: 'Picture or film' | 'Voice note' | 'Document', file: ChosenFile): Promise<void> {
    await this.page.bringToFront();
    await this.page.getByRole('button', { name: 'Send a file' }).click();
    const choosing = this.page.waitForEvent('filechooser');
    await this.page.getByRole('menuitem', { name: what }).click();
    await (await choosing).setFiles(file);
  }

  /** The name of the person who holds it. */
  async writer(): Promise<string> {
    return (await this.page.locator('.person[aria-current=true] .name').innerText()).trim();
  }

  /** What the person wrote. */
  mine(text: string): Locator {
    return this.page.locator('.bubble.from-person').filter({ hasText: text });
  }

  /** What the business wrote. */
  get replies(): Locator {
    return this.page.locator('.bubble.from-business');
  }

  reply(text: string): Locator {
    return this.replies.filter({ hasText: text });
  }

  /** Waits until the product has taken the message. */
  async delivered(text: string): Promise<void> {
    await this.mine(text)
      .getByRole('img', { name: 'Delivered: the webhook was answered with 200' })
      .waitFor();
  }
}
