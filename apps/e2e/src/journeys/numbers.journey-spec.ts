import { seriousViolations } from '../support/accessibility.ts';
import type { Account } from '../support/api.ts';
import { isAwake } from '../support/awake.ts';
import { foundCompany, hires, type Company } from '../support/colleagues.ts';
import { sharedInstance } from '../support/environment.ts';
import { Hands } from '../support/keyboard.ts';
import { sidewaysScrolls } from '../support/layout.ts';
import { addsAtMeta, NumberPage, replacesToken, simulatorToken } from '../support/numbers.ts';
import { story } from '../support/story.ts';
import { unknownNumber } from '../support/webhooks.ts';

const NARROW = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describe('a number', () => {
  let company: Company;
  let ann: Account;

  beforeAll(async () => {
    company = await foundCompany(sharedInstance(), 'Number Works', 'Nora Number');
    ann = await hires(sharedInstance(), company, 'Ann Onlooker', 'agent');
  });

  const asNora = { as: () => company.owner };
  const channels = () => `/t/${company.slug}/channels`;

  story(
    'is had by one click, loses its token, and the doctor says so until it is mended',
    async (nora) => {
      const instance = sharedInstance();
      // A profile is read at Meta, which does not take the token meanwhile.
      nora.faults.expect(/\/profile/);
      const page = await nora.opens(channels());
      await page.getByRole('link', { name: 'Connect a number' }).first().click();
      await page.getByRole('button', { name: 'Get a simulated number' }).click();
      const end = new NumberPage(page);
      await end.isFound('Access token', 'Fine');
      await page.getByText('Waiting for a message…').waitFor();
      await page.getByRole('button', { name: 'Have a test customer write' }).click();
      await page.getByText('A message has arrived. Receiving works.').waitFor();
      expect(await seriousViolations(page)).toEqual([]);

      await page.getByRole('link', { name: 'All about this number' }).click();
      const number = new NumberPage(page);
      await page.getByRole('region', { name: 'How it is' }).getByText('Connected', { exact: true }).waitFor();
      await page.getByText(/^Up to .* new people per day|^As many new people per day/).waitFor();
      await replacesToken(instance, company, number.channelId, 'a-token-that-meta-does-not-take');
      await page.getByRole('region', { name: 'How it is' }).getByText('Token not taken').waitFor();
      await number.doctor.getByRole('button', { name: 'Examine the connection' }).click();
      await number.isFound('Access token', 'Not right');
      await number
        .finding('Access token')
        .getByText(/Make a new access token/)
        .waitFor();
      await number.isFound('State of the number', 'Not known');
      expect(await seriousViolations(page)).toEqual([]);

      await number.finding('Access token').getByRole('button', { name: 'Replace the token…' }).click();
      await number.dialog.getByLabel('Access token', { exact: true }).fill(simulatorToken(instance));
      await number.dialog.getByRole('button', { name: 'Replace the token' }).click();
      await number.isFound('Access token', 'Fine');
      await page.getByRole('region', { name: 'How it is' }).getByText('Connected', { exact: true }).waitFor();
    },
    asNora,
  );

  story(
    'of one’s own is connected value by value, each tried at Meta, with the keyboard alone',
    async (nora) => {
      const instance = sharedInstance();
      const number = unknownNumber();
      await addsAtMeta(instance, number);
      const page = await nora.opens(`${channels()}/connect`);
      const hands = new Hands(page);
      await hands.uses(page.getByRole('button', { name: 'Connect by Cloud API' }));
      await hands.isAt(page.getByLabel('Access token', { exact: true }));
      await hands.type(simulatorToken(instance));
      await hands.press('Enter');
      await hands.isAt(page.getByLabel('Phone number ID'));
      await hands.type('12345678');
      await hands.press('Enter');
      const says = page.getByRole('region', { name: 'What Meta says so far' });
      const state = says.getByRole('listitem').filter({ hasText: 'State of the number' });
      await state.getByText('Not right').waitFor();
      await hands.fills(page.getByLabel('Phone number ID'), number.phoneNumberId);
      await hands.press('Enter');
      await hands.isAt(page.getByLabel('WhatsApp Business Account ID'));
      await state.getByText('Fine').waitFor();
      await hands.type(number.wabaId);
      await hands.press('Enter');
      await hands.isAt(page.getByLabel('Name', { exact: true }));

      // All but the token is there again after a reload.
      await page.reload();
      await page.getByLabel('Access token', { exact: true }).fill(simulatorToken(instance));
      await page.getByRole('button', { name: 'Check and go on' }).click();
      await page.getByLabel('Phone number ID').waitFor();
      expect(await page.getByLabel('Phone number ID').inputValue()).toBe(number.phoneNumberId);
      await page.getByRole('button', { name: 'Check and go on' }).click();
      await page.getByLabel('WhatsApp Business Account ID').waitFor();
      await page.getByRole('button', { name: 'Check and go on' }).click();
      await page.getByLabel('Name', { exact: true }).fill('Flower shop');
      await page.getByLabel('Phone number', { exact: true }).fill(`+${number.displayPhoneNumber}`);
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Connect the number' }).click();
      await page.getByText('Flower shop is connected').waitFor();
      await page.getByRole('img', { name: /^Opens a chat with/ }).waitFor();
      await new NumberPage(page).isFound('WhatsApp account', 'Fine');

      await page.getByRole('link', { name: 'All about this number' }).click();
      // The page hears that the number has changed before it is left, and asks about what is gone.
      nora.faults.expect(/\/(profile|health|activity|news)/);
      await page.getByRole('button', { name: 'Disconnect…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Its conversations stay').waitFor();
      await dialog.getByLabel(/^Type /).fill(`+${number.displayPhoneNumber}`);
      await dialog.getByRole('button', { name: 'Disconnect the number' }).click();
      await page.getByRole('heading', { name: 'Channels', level: 1 }).waitFor();
      await page.getByRole('link', { name: 'Flower shop' }).waitFor({ state: 'detached' });
    },
    asNora,
  );

  story(
    'is looked at by an agent, who is told why nothing can be changed',
    async (visitor) => {
      const page = await visitor.opens(`${channels()}/connect`);
      await page.getByText('You may not see this page').waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.goto(`${visitor.urls.dashboard}${channels()}`);
      await page.getByRole('button', { name: 'Connect a number' }).first().waitFor();
    },
    { as: () => ann },
  );

  story(
    'fits a narrow screen, in either direction of writing, on every page of it',
    async (nora) => {
      nora.faults.expect(/\/profile/);
      const page = await nora.opens(`${channels()}/connect`);
      await page.getByText('A bridge to a phone').waitFor();
      await fitsBothWays(page);
      await page.getByRole('button', { name: 'Connect by Cloud API' }).click();
      await page.getByLabel('Access token', { exact: true }).waitFor();
      await fitsBothWays(page);
      await page.goto(`${nora.urls.dashboard}${channels()}/connect`);
      await isAwake(page);
      await page.getByRole('button', { name: 'Get a simulated number' }).click();
      const end = new NumberPage(page);
      await end.isFound('Clock', 'Fine');
      await fitsBothWays(page);
      await page.getByRole('link', { name: 'All about this number' }).click();
      await page.getByRole('button', { name: 'Show the steps' }).click();
      await fitsBothWays(page);
    },
    { browser: NARROW, ...asNora },
  );
});

async function fitsBothWays(page: NumberPage['page']): Promise<void> {
  for (const direction of ['rtl', 'ltr']) {
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    expect(await sidewaysScrolls(page.locator('main'))).toEqual([]);
  }
}
