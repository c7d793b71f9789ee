import type { Page } from 'playwright-core';
import { seriousViolations } from '../support/accessibility.ts';
import { sharedInstance } from '../support/environment.ts';
import { Hands } from '../support/keyboard.ts';
import { sidewaysScrolls } from '../support/layout.ts';
import { Operations } from '../support/operations.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';
import { comesToNobody, DEMO_NUMBER, postsWebhook, textTo, unknownNumber } from '../support/webhooks.ts';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
/** The pages of the operations beside each other, tables, and code, whose lines stay whole. */
const MEANT_TO_SCROLL = 'nav[aria-label=Operations] ul, [role=region][tabindex], pre[tabindex]';
const UNKNOWN_NUMBER = '/operator/dead-letters?stage=route&reason=unknown_channel';

describe('the operations', () => {
  const number = unknownNumber();
  const far = somebody('Fara Far');

  beforeAll(async () => {
    for (const text of ['to nobody', 'to nobody again'])
      await comesToNobody(sharedInstance(), number, far, text);
    await postsWebhook(sharedInstance(), textTo(DEMO_NUMBER, far, 'to somebody'));
    await sharedInstance().lastMessageIs(/: to somebody$/, 'read');
  });

  story('are gone through with the keyboard alone, and back leads to the same row', async (visitor) => {
    const operations = new Operations(await visitor.opens('/operator'));
    const { page, rows, dialog } = operations;
    const hands = new Hands(page);
    await operations.heading('Queues').waitFor();
    await hands.uses(operations.section('Webhook log'));
    await rows.first().waitFor();
    await hands.press('j');
    await hands.isAt(rows.first());
    await hands.press('j');
    await hands.isAt(rows.nth(1));
    await hands.press('ArrowUp');
    await hands.press('ArrowDown');
    const id = await rows.nth(1).getAttribute('data-row-id');
    await hands.press('Enter');
    await page.waitForURL(`**/operator/webhooks/${id}`);
    await page.getByLabel('The body: text').waitFor();
    await hands.press('Escape');
    await hands.isAt(page.locator(`a[data-row-id="${id}"]`));

    await hands.uses(operations.section('Dead letters'));
    await hands.uses(operations.cause('Unknown number').getByRole('link', { name: /^Show them/ }));
    const letter = rows.filter({ hasText: number.phoneNumberId }).first();
    await letter.waitFor();
    await hands.goTo(letter, 'j');
    await hands.press('x');
    await page.getByText('1 dead letter chosen').waitFor();
    const replay = page.getByRole('button', { name: 'Replay…' });
    await hands.goTo(replay, 'Shift+Tab');
    await hands.press('Enter');
    await hands.isAt(dialog.getByLabel('At most per second'));
    await hands.fills(dialog.getByLabel('At most per second'), '51');
    await hands.press('Enter');
    await dialog.getByText('This has to be a whole number from 1 to 50.').waitFor();
    await hands.press('Escape');
    await hands.isAt(replay);
    await hands.goTo(letter);
    await hands.press('Enter');
    await page.getByRole('heading', { name: 'What to do' }).waitFor();
  });

  story('lock nobody out, in light or dark', async (visitor) => {
    const operations = new Operations(await visitor.opens('/operator'));
    const { page, rows, dialog } = operations;
    await page.getByRole('img', { name: /lanes/ }).waitFor();
    await isOpenToAll(page);

    await operations.goesTo('Webhook log');
    await rows.first().waitFor();
    await isOpenToAll(page);
    await page.getByLabel('Text in the body').fill(number.phoneNumberId);
    await page.keyboard.press('Enter');
    await rows.filter({ hasText: 'set aside' }).first().click();
    await page.getByLabel('The body: text').waitFor();
    await isOpenToAll(page);
    await page.goto(`${visitor.urls.dashboard}/operator/webhooks?search=nowhere+to+be+found`);
    await page.getByText('No webhook matches these filters').waitFor();
    await isOpenToAll(page);

    await operations.goesTo('Dead letters');
    await operations.cause('Unknown number').waitFor();
    await isOpenToAll(page);
    await page.getByRole('button', { name: 'Discard all… Unknown number' }).click();
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await dialog.getByText('Say why they are not needed.').waitFor();
    await isOpenToAll(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await operations
      .cause('Unknown number')
      .getByRole('link', { name: /^Show them/ })
      .click();
    await page
      .getByRole('checkbox', { name: new RegExp(number.phoneNumberId) })
      .first()
      .click();
    await page.getByText('1 dead letter chosen').waitFor();
    await isOpenToAll(page);
    await page.getByRole('button', { name: 'Replay…' }).click();
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await operations.current.getByText('tried again').waitFor();
    await isOpenToAll(page);
    await rows.filter({ hasText: number.phoneNumberId }).first().click();
    await page.getByRole('heading', { name: 'What to do' }).waitFor();
    await isOpenToAll(page);
  });

  story(
    'fit a narrow screen, in either direction of writing',
    async (visitor) => {
      const operations = new Operations(await visitor.opens('/operator'));
      const { page, rows } = operations;
      await page.getByRole('img', { name: /lanes/ }).waitFor();
      await fitsBothWays(page);
      await operations.goesTo('Webhook log');
      await rows.first().waitFor();
      await fitsBothWays(page);
      await rows.filter({ hasText: 'Demo' }).first().click();
      await page.getByRole('row', { name: /Conversation/ }).waitFor();
      await fitsBothWays(page);
      await operations.goesTo('Dead letters');
      await operations.cause('Unknown number').waitFor();
      await fitsBothWays(page);
      await page.goto(`${visitor.urls.dashboard}${UNKNOWN_NUMBER}`);
      await page.getByRole('checkbox').nth(1).click();
      await page.getByText('1 dead letter chosen').waitFor();
      await fitsBothWays(page);
      await page.getByRole('button', { name: 'Replay…' }).click();
      await page.getByRole('dialog').waitFor();
      await fitsBothWays(page);
      await page.keyboard.press('Escape');
      await rows.first().click();
      await page.getByRole('heading', { name: 'What to do' }).waitFor();
      await fitsBothWays(page);
    },
    { browser: phone },
  );
});

async function isOpenToAll(page: Page): Promise<void> {
  expect(await seriousViolations(page)).toEqual([]);
}

async function fitsBothWays(page: Page): Promise<void> {
  for (const direction of ['rtl', 'ltr']) {
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    expect([direction, await sidewaysScrolls(page.locator('body'), MEANT_TO_SCROLL)]).toEqual([
      direction,
      [],
    ]);
  }
}
