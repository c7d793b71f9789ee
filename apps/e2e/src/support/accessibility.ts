import type axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { journeyEnvironment } from './environment.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const THEMES = ['light', 'dark'] as const;

/** What axe calls serious or critical on this page, in the light and in the dark theme; a line for each element. */
export async function seriousViolations(page: Page): Promise<string[]> {
  const axePath = join(journeyEnvironment().projectRoot, 'node_modules/axe-core/axe.min.js');
  await page.evaluate(readFileSync(axePath, 'utf8'));
  const found: string[] = [];
  for (const theme of THEMES) {
    // What moves is between two colours.
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.waitForFunction((name) => matchMedia(`(prefers-color-scheme: ${name})`).matches, theme);
    // Who listens for another theme hears of it with the next frame.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    );
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, { resultTypes: ['violations'] }),
    );
    for (const { id, impact, help, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      for (const { html, failureSummary } of nodes) {
        found.push(`${theme}: ${id}: ${help}: ${html.slice(0, 200)} ${failureSummary ?? ''}`);
      }
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  return found;
}
