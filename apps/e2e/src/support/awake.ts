import type { Page } from 'playwright-core';

/** Waits until the page reacts: what the server has drawn can be seen before, but a click on it is lost. */
export async function isAwake(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const controls = [...document.querySelectorAll('a, button, input')];
    return (
      controls.length > 0 &&
      controls.every((one) => Object.keys(one).some((key) => key.startsWith('__react')))
    );
  });
}
