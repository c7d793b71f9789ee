import type { BrowserContext } from 'playwright-core';
import { Faults } from './faults.ts';
import { Inbox } from './inbox.ts';
import type { Instance } from './instance.ts';
import { Phone } from './phone.ts';
import { SimulatedPeople, type Person } from './simulated-people.ts';

/** Somebody with a browser of their own, and the customers who write meanwhile. */
export class Visitor {
  readonly context: BrowserContext;
  readonly urls: Instance['urls'];
  readonly faults: Faults;
  readonly people: SimulatedPeople;

  constructor(context: BrowserContext, urls: Instance['urls']) {
    this.context = context;
    this.urls = urls;
    this.faults = new Faults(context, [urls.dashboard, urls.simulator]);
    this.people = new SimulatedPeople(urls.simulator);
  }

  /** @param path e.g. `/t/demo/channels`; the front page unless said otherwise, which leads to the inbox */
  async opensInbox(path = '/'): Promise<Inbox> {
    const page = await this.context.newPage();
    await page.goto(`${this.urls.dashboard}${path}`);
    return new Inbox(page);
  }

  /** The phone in the hand of a person, who must be known to it. */
  async opensPhone(person?: Person): Promise<Phone> {
    const page = await this.context.newPage();
    await page.goto(`${this.urls.simulator}/${person ? `#${person.phone}` : ''}`);
    return new Phone(page);
  }
}
