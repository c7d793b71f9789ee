import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CATALOGUE, ERROR_CHAPTERS } from './error-catalogue';
import { errorPage } from './error-page';

const PAGE = join(__dirname, '../../../docs/error-codes.md');
const COMMAND = 'UPDATE_DOCS=1 npx jest --selectProjects unit -- libs/whatsapp-cloud/src/error-page.spec.ts';

describe('the page of error codes', () => {
  it('is what the catalogue says', () => {
    const page = errorPage(ERROR_CHAPTERS);
    if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page);
    const written = readFileSync(PAGE, 'utf8');
    if (written !== page) throw new Error(`docs/error-codes.md is out of date. Write it anew: ${COMMAND}`);
  });

  it('has every row once, with its words', () => {
    const page = errorPage(ERROR_CHAPTERS);
    expect(page.match(/^### /gm)).toHaveLength(ERROR_CATALOGUE.length);
    for (const { title, meaning, next } of ERROR_CATALOGUE) {
      expect(page).toContain(`: ${title}\n\n${meaning}\n\n- What to do: ${next}\n`);
    }
  });

  it.each([
    [1_000, '1 second'],
    [60_000, '1 minute'],
    [600_000, '10 minutes'],
    [259_200_000, '72 hours'],
  ])('writes a pause of %i ms as %s', (pauseMs, words) => {
    const [row] = ERROR_CATALOGUE;
    if (!row) throw new Error('The catalogue is empty.');
    const page = errorPage([{ title: 'One', rows: [{ ...row, codes: [7, [8, 9]], pauseMs }] }]);
    expect(page).toContain(`- Pause: ${words}\n`);
    expect(page).toContain(`### 7, 8 to 9: ${row.title}\n`);
  });
});
