import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { Account } from './api.ts';
import { startBrowser } from './browser.ts';
import { journeyEnvironment, sharedInstance } from './environment.ts';
import { keepEvidence } from './evidence.ts';
import type { Instance } from './instance.ts';
import { keepOwner, ownerOf } from './owner.ts';
import { Visitor } from './visitor.ts';

interface Circumstances {
  /** Where it happens; the Parley of all journeys unless said otherwise. */
  at?: () => Instance;
  /** What the visitor's browser is like. */
  browser?: BrowserContextOptions;
  /** Who is signed in: who set it up, unless said otherwise. */
  as?: 'owner' | 'nobody' | (() => Account);
}

const LONGEST_STORY_MS = 120_000;

// Jest takes no time limit from the settings of a project.
jest.setTimeout(LONGEST_STORY_MS);

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser(journeyEnvironment().chromium);
});

afterAll(() => browser.close());

/**
 * One visitor's way through the product, as one test, in a browser without a past. It also fails when a browser
 * complains; when it fails, what every page showed is kept and named.
 */
export function story(
  sentence: string,
  tell: (visitor: Visitor) => Promise<void>,
  { at = sharedInstance, browser: options = {}, as = 'owner' }: Circumstances = {},
): void {
  it(sentence, async () => {
    const { urls } = at();
    const account = as === 'nobody' ? undefined : as === 'owner' ? await ownerOf(at()) : as();
    const visitor = await Visitor.arrives(browser, { urls, as: account, browser: options });
    try {
      await tell(visitor);
      for (const { faults } of visitor.everybody) faults.assertNone();
    } catch (error) {
      const folder = `${journeyEnvironment().failures}/${sentence.replaceAll(/\W+/g, '-')}`;
      const pages = visitor.everybody.flatMap(({ context }) => context.pages());
      throw withEvidence(error as Error, await keepEvidence(pages, folder));
    } finally {
      const session = await visitor.session();
      if (as === 'owner' && session) keepOwner(at(), session);
      for (const { context } of visitor.everybody) await context.close();
    }
  });
}

function withEvidence(error: Error, files: readonly string[]): Error {
  const note = ['What the pages showed:', ...files].join('\n  ');
  error.stack = `${error.stack ?? error.message}\n\n${note}`;
  error.message = `${error.message}\n\n${note}`;
  return error;
}
