import type { Page } from 'playwright-core';

/** Marks the page as it is now. The answer tells later whether it is still the same one, never loaded again. */
export async function staysLoaded(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => document.documentElement.setAttribute('data-seen-by-journey', ''));
  return () => page.evaluate(() => document.documentElement.hasAttribute('data-seen-by-journey'));
}
