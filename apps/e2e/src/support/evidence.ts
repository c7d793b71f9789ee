import { mkdir, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** A picture and the words of every open page, below `folder`. Returns the names of the files. */
export async function keepEvidence(pages: readonly Page[], folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const [index, page] of pages.entries()) {
    const file = `${folder}/page-${index + 1}`;
    await page.screenshot({ path: `${file}.png` });
    await writeFile(`${file}.txt`, `${page.url()}\n\n${await page.locator('body').innerText()}\n`);
    files.push(`${file}.png`, `${file}.txt`);
  }
  return files;
}
