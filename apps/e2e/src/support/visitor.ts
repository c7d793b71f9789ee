import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { type Account, SESSION_COOKIE } from './api.ts';
import { isAwake } from './awake.ts';
import { Faults } from './faults.ts';
import { Inbox } from './inbox.ts';
import type { Instance } from './instance.ts';
import { Phone } from './phone.ts';
import { SimulatedPeople, type Person } from './simulated-people.ts';

interface Arrival {
  urls: Instance['urls'];
  /** Who is signed in; nobody unless said otherwise. */
  as?: Account | undefined;
  /** What their browser is like. */
  browser?: BrowserContextOptions;
}

/** Somebody with a browser of their own, and the customers who write meanwhile. */
export class Visitor {
  readonly context: BrowserContext;
  readonly urls: Instance['urls'];
  readonly faults: Faults;
  readonly people: SimulatedPeople;
  readonly #others: Visitor[] = [];

  constructor(context: BrowserContext, urls: Instance['urls']) {
    this.context = context;
    this.urls = urls;
    this.faults = new Faults(context, [urls.dashboard, urls.simulator]);
    this.people = new SimulatedPeople(urls.simulator);
  }

  /** Somebody whose browser has no past but a session. */
  static async arrives(browser: Browser, { urls, as, browser: options }: Arrival): Promise<Visitor> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    if (as) {
      const cookie = { name: SESSION_COOKIE, value: as.session, httpOnly: true, sameSite: 'Lax' } as const;
      await context.addCookies([{ ...cookie, url: urls.dashboard }]);
    }
    return new Visitor(context, urls);
  }

  /** Another browser: of somebody else, or of the same person at another desk. It ends with the story. */
  async meets(as?: Account): Promise<Visitor> {
    const browser = this.context.browser();
    if (!browser) throw new Error('This browser is over.');
    const other = await Visitor.arrives(browser, { urls: this.urls, as });
    this.#others.push(other);
    return other;
  }

  /** This one, and whom they met. */
  get everybody(): Visitor[] {
    return [this, ...this.#others.flatMap((other) => other.everybody)];
  }

  /** @param address a page of the dashboard, e.g. `/t/demo/settings`, or a whole link */
  async opens(address: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(new URL(address, this.urls.dashboard).href);
    await isAwake(page);
    return page;
  }

  /** @param path e.g. `/t/demo/channels`; the front page unless said otherwise, which leads to the inbox */
  async opensInbox(path = '/'): Promise<Inbox> {
    return new Inbox(await this.opens(path));
  }

  /** The phone in the hand of a person, who must be known to it. */
  async opensPhone(person?: Person): Promise<Phone> {
    const page = await this.context.newPage();
    await page.goto(`${this.urls.simulator}/${person ? `#${person.phone}` : ''}`);
    return new Phone(page);
  }

  /** What the cookie of their browser holds now. */
  async session(): Promise<string | undefined> {
    const cookies = await this.context.cookies(this.urls.dashboard);
    return cookies.find(({ name }) => name === SESSION_COOKIE)?.value;
  }

  /** What their clipboard holds. */
  async pastes(page: Page): Promise<string> {
    await this.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    return page.evaluate(() => navigator.clipboard.readText());
  }
}
