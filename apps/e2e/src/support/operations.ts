import type { Locator, Page } from 'playwright-core';
import { isAwake } from './awake.ts';

type Section = 'Queues' | 'Webhook log' | 'Dead letters';

/** The pages of whoever runs the installation, by the names that are seen and heard. */
export class Operations {
  readonly page: Page;
  readonly dialog: Locator;
  /** The rows of the list that is shown: webhooks or dead letters. */
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.rows = page.getByRole('main').locator('a[data-row-id]');
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name, level: 1 });
  }

  section(name: Section): Locator {
    return this.page
      .getByRole('navigation', { name: 'Operations' })
      .getByRole('link', { name: new RegExp(`^${name}`) });
  }

  async goesTo(name: Section): Promise<void> {
    await this.section(name).click();
    await this.heading(name).waitFor();
    await isAwake(this.page);
  }

  /** What waits for one reason. */
  cause(title: string): Locator {
    return this.page
      .getByRole('list', { name: 'Causes' })
      .getByRole('listitem')
      .filter({
        has: this.page.getByRole('heading', { name: title }),
      });
  }

  /** What is being tried again now, or was a moment ago. */
  get current(): Locator {
    return this.page.getByRole('list', { name: 'Replays under way' }).getByRole('listitem');
  }

  get history(): Locator {
    return this.page.getByRole('list', { name: 'Replays so far' }).getByRole('listitem');
  }
}
