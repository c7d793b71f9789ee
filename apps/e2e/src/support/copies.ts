import type { Page } from 'playwright-core';

/** Presses what copies something, and waits until that is said: it is said for two seconds alone. */
export async function copies(page: Page, press: () => Promise<unknown>): Promise<void> {
  const said = page
    .getByRole('status')
    .filter({ hasText: /^Copied$/ })
    .first();
  await Promise.all([said.waitFor({ state: 'attached' }), press()]);
}
