import type { Locator, Page } from 'playwright-core';

/** The dashboard, by the names that its users see and hear. */
export class Inbox {
  readonly page: Page;
  readonly conversations: Locator;
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.conversations = page.getByRole('list', { name: 'Conversations' });
    this.rows = this.conversations.getByRole('link');
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.page.locator('bdi', { hasText: new RegExp(`^${escaped(name)}$`) }) });
  }

  /** Opens the conversation by a click and waits for its messages. */
  async reads(name: string): Promise<Thread> {
    await this.page.bringToFront();
    await this.row(name).click();
    const thread = this.thread(name);
    await thread.messages.first().waitFor();
    return thread;
  }

  thread(name: string): Thread {
    return new Thread(this.page, name);
  }

  section(name: 'Inbox' | 'Channels' | 'Settings'): Locator {
    return this.page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name });
  }

  get reconnecting(): Locator {
    return this.page.getByText('Reconnecting…');
  }
}

/** The messages with one person. */
export class Thread {
  readonly region: Locator;
  readonly messages: Locator;
  readonly #page: Page;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.region = page.getByRole('region', { name: `Messages with ${name}`, exact: true });
    this.messages = this.region.locator('li[data-message-id]');
  }

  /** What they wrote. */
  received(text: string): Locator {
    return this.#by('They:').filter({ hasText: text });
  }

  /** What we wrote. */
  sent(text: string): Locator {
    return this.#by('You:').filter({ hasText: text });
  }

  /** The echo of a text, once its tick says `state`. */
  async echoed(text: string, state: 'Read' | 'Delivered' | 'Not delivered' = 'Read'): Promise<Locator> {
    const echo = this.sent(text);
    await echo.getByRole('img', { name: new RegExp(`^${state}, \\d\\d:\\d\\d$`) }).waitFor();
    return echo;
  }

  /** Whether a message is where the reader looks. */
  async shows(message: Locator): Promise<boolean> {
    const [view, box] = await Promise.all([this.region.boundingBox(), message.boundingBox()]);
    if (!view || !box) return false;
    return box.y >= view.y && box.y + box.height <= view.y + view.height;
  }

  /** Screen readers hear first who wrote a message. */
  #by(who: 'They:' | 'You:'): Locator {
    return this.messages.filter({ has: this.#page.getByText(who, { exact: true }) });
  }

  /** How far it is scrolled, in CSS pixels. */
  scrolledTo(): Promise<number> {
    return this.region.evaluate((view) => view.scrollTop);
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
