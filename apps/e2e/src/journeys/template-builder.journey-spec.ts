import type { Page } from 'playwright-core';
import { seriousViolations } from '../support/accessibility.ts';
import { accepted, callApi } from '../support/api.ts';
import { foundCompany, type Company } from '../support/colleagues.ts';
import { sharedInstance } from '../support/environment.ts';
import { Hands } from '../support/keyboard.ts';
import { sidewaysScrolls } from '../support/layout.ts';
import { story } from '../support/story.ts';
import { hasDraft, hasNumber } from '../support/templates.ts';

const NARROW = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describe('the builder of templates', () => {
  let company: Company;
  let channelId: string;

  beforeAll(async () => {
    const instance = sharedInstance();
    company = await foundCompany(instance, 'Word Smiths', 'Wanda Smith');
    channelId = await hasNumber(instance, company);
  });

  const asWanda = { as: () => company.owner };
  const builder = () => `/t/${company.slug}/templates/new`;

  story(
    'is used with the keyboard alone: what is wrong is said at its field, mended at a key, and shown as on a phone',
    async (wanda) => {
      const page = await wanda.opens(builder());
      const hands = new Hands(page);
      await hands.fills(nameIn(page), 'Order shipped');
      await hands.goTo(bodyIn(page));
      await hands.type('Hello ');
      await hands.press('ControlOrMeta+b');
      await hands.type('dear');
      await hands.press('ControlOrMeta+b');
      await hands.type(' ');
      await hands.goTo(page.getByRole('button', { name: 'Add a variable' }), 'Shift+Tab');
      await hands.press('Enter');
      await hands.isAt(bodyIn(page));
      await hands.fills(page.getByLabel('Sample for {{1}}'), 'Ana');
      const phone = page.getByRole('figure', { name: 'What people see' });
      await phone.getByText('Ana').waitFor();
      await phone.getByText('dear', { exact: true }).waitFor();
      await page.getByText('The body cannot begin or end with a variable.').first().waitFor();
      expect(await seriousViolations(page)).toEqual([]);

      const fix = page.getByRole('button', { name: 'Put a full stop behind the last variable' }).first();
      await hands.goTo(fix, 'Shift+Tab');
      await hands.press('Enter');
      await page
        .getByText('The body cannot begin or end with a variable.')
        .first()
        .waitFor({ state: 'detached' });
      await hands.isAt(bodyIn(page));
      expect(await bodyIn(page).inputValue()).toBe('Hello *dear* {{1}}.');
      await hands.uses(page.getByRole('button', { name: 'Undo the fix' }));
      await hands.isAt(bodyIn(page));
      expect(await bodyIn(page).inputValue()).toBe('Hello *dear* {{1}}');

      await bodyIn(page).fill('Hello, your order has left our house.');
      await hands.press('ControlOrMeta+s');
      await page.getByText('Saved', { exact: true }).waitFor();
      await page.waitForURL(/\/templates\/[^/]+\/edit$/);
      await page.reload();
      expect(await bodyIn(page).inputValue()).toBe('Hello, your order has left our house.');
      expect(await nameIn(page).inputValue()).toBe('order_shipped');
    },
    asWanda,
  );

  story(
    'keeps what is not saved, and asks before it is left',
    async (wanda) => {
      const before = await wanda.opens(builder());
      await nameIn(before).fill('half_done');
      await bodyIn(before).fill('Half of a senten');
      const page = await wanda.opens(builder());
      wanda.faults.expect(/a dialog opened/);
      await page.getByText('You had not saved this when you left.').waitFor();
      expect(await bodyIn(page).inputValue()).toBe('Half of a senten');
      await page.getByRole('main').getByRole('link', { name: 'Templates' }).click();
      expect(await bodyIn(page).inputValue()).toBe('Half of a senten');
      await page.getByRole('button', { name: 'Begin anew' }).click();
      expect(await bodyIn(page).inputValue()).toBe('');
      await page.getByRole('main').getByRole('link', { name: 'Templates' }).click();
      await page.getByRole('heading', { name: 'Templates', level: 1 }).waitFor();
    },
    asWanda,
  );

  story(
    'tells of somebody who was quicker, and shows what they wrote',
    async (wanda) => {
      const instance = sharedInstance();
      const components = [{ type: 'BODY', text: 'Your order is here.' }];
      const id = await hasDraft(instance, company, channelId, { name: 'two_writers', components });
      const page = await wanda.opens(`/t/${company.slug}/templates/${id}/edit`);
      await bodyIn(page).fill('Your order is with us.');
      const theirs = JSON.stringify({ components: [{ type: 'BODY', text: 'Your order was first.' }] });
      const as = { session: company.owner.session, tenant: company.slug };
      await accepted(callApi(instance, `/api/v1/templates/${id}`, { ...as, method: 'PATCH', body: theirs }));
      wanda.faults.expect(/412/);
      await page.getByRole('button', { name: 'Save draft' }).click();
      await page.getByText(/Somebody else has changed this template/).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      expect(await bodyIn(page).inputValue()).toBe('Your order is with us.');
      await page.getByRole('button', { name: 'Show the template as it is now' }).click();
      await page.getByText(/Somebody else has changed this template/).waitFor({ state: 'detached' });
      expect(await bodyIn(page).inputValue()).toBe('Your order was first.');
    },
    asWanda,
  );

  story(
    'leads to a fault in a card, and keeps the cards while another kind is tried out',
    async (wanda) => {
      const page = await wanda.opens(builder());
      await nameIn(page).fill('summer_cards');
      await bodyIn(page).fill('Three cakes for the weekend.');
      await page.getByRole('radio', { name: 'Marketing' }).click();
      await choose(page, 'Kind', /^Carousel/);
      await page.getByLabel('Words of card 1').fill('Lemon');
      await page.getByRole('button', { name: 'Go to: card 2' }).first().click();
      await page.getByLabel('Words of card 2').fill('Poppy seed');
      await page.getByRole('button', { name: 'Move card 2 forward' }).click();
      expect(await page.getByLabel('Words of card 1').inputValue()).toBe('Poppy seed');
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('radio', { name: 'Authentication' }).click();
      await page.getByRole('radio', { name: 'One tap' }).click();
      await page.getByLabel('Package name of app 1').waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('radio', { name: 'Marketing' }).click();
      expect(await page.getByLabel('Words of card 1').inputValue()).toBe('Poppy seed');
    },
    asWanda,
  );

  story(
    'orders its buttons by keyboard and by pointer',
    async (wanda) => {
      const page = await wanda.opens(builder());
      const hands = new Hands(page);
      for (const [kind, label] of [
        ['Website', 'Track it'],
        ['Call a number', 'Call us'],
      ]) {
        await page.getByRole('button', { name: 'Add a button' }).click();
        await page
          .getByRole('menuitem', { name: kind ?? '' })
          .first()
          .click();
        await page
          .getByLabel('Label', { exact: true })
          .last()
          .fill(label ?? '');
      }
      const order = () =>
        page
          .getByLabel('Label', { exact: true })
          .evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value));
      await page.getByRole('button', { name: /^Move button 1, website, with/ }).focus();
      await hands.press('ArrowDown');
      expect(await order()).toEqual(['Call us', 'Track it']);
      await hands.isIn(page.getByRole('button', { name: /^Move button 2, website, with/ }));
      await page.getByText('Now number 2 of 2').waitFor({ state: 'attached' });
      // What the rules say moves the rows, and then no more.
      const rules = page.getByRole('region', { name: 'What WhatsApp would say' });
      await rules.getByRole('status').filter({ hasText: /\S/ }).waitFor({ state: 'attached' });
      const handle = page.getByRole('button', { name: /^Move button 2, website, with/ });
      await handle.scrollIntoViewIfNeeded();
      const from = await middleOf(handle);
      const to = await middleOf(page.getByRole('button', { name: /^Move button 1, call a number, with/ }));
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 8 });
      await page.mouse.up();
      await page.getByRole('button', { name: /^Move button 1, website, with/ }).waitFor();
      expect(await order()).toEqual(['Track it', 'Call us']);
    },
    asWanda,
  );

  story(
    'fits a narrow screen, in either direction of writing',
    async (wanda) => {
      const page = await wanda.opens(builder());
      await nameIn(page).fill('a_name_that_goes_on_'.repeat(12));
      await bodyIn(page).fill(`${'Averylongword'.repeat(20)} سلام`);
      await page.getByRole('figure', { name: 'What people see' }).getByText('Averylongword').waitFor();
      for (const direction of ['rtl', 'ltr']) {
        await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
        expect(await sidewaysScrolls(page.locator('body'))).toEqual([]);
      }
    },
    { browser: NARROW, ...asWanda },
  );
});

const nameIn = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true });
const bodyIn = (page: Page) => page.getByRole('textbox', { name: 'Body', exact: true });

async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

async function middleOf(target: ReturnType<Page['getByRole']>): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error(`${String(target)} is nowhere on the page.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
