import { seriousViolations } from '../support/accessibility.ts';
import type { Account } from '../support/api.ts';
import { foundCompany, hires, type Company } from '../support/colleagues.ts';
import { sharedInstance } from '../support/environment.ts';
import { Hands } from '../support/keyboard.ts';
import { sidewaysScrolls } from '../support/layout.ts';
import { story } from '../support/story.ts';
import { decides, hasDraft, hasNumber, hasSubmitted, TemplatePage } from '../support/templates.ts';

const NARROW = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const GREETING = {
  parameterFormat: 'named',
  components: [
    {
      type: 'BODY',
      text: 'Hello {{first_name}}, your order *{{order}}* has left our warehouse today.',
      example: {
        body_text_named_params: [
          { param_name: 'first_name', example: 'Ana' },
          { param_name: 'order', example: 'AB-1' },
        ],
      },
    },
  ],
};

describe('a template', () => {
  let company: Company;
  let ann: Account;
  let channelId: string;

  beforeAll(async () => {
    const instance = sharedInstance();
    company = await foundCompany(instance, 'Letter Works', 'Lena Letter');
    ann = await hires(instance, company, 'Ann Agent', 'agent');
    channelId = await hasNumber(instance, company);
  });

  const asLena = { as: () => company.owner };
  const templates = () => `/t/${company.slug}/templates`;

  story(
    'is built, submitted, rejected, mended, approved and sent',
    async (lena) => {
      const instance = sharedInstance();
      // Nobody at Meta looks at it by themselves.
      const name = 'shipped_review_never';
      const page = await lena.opens(templates());
      await page.getByText('No templates yet').waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('link', { name: 'New template' }).first().click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
      await page
        .getByRole('textbox', { name: 'Body', exact: true })
        .fill('Look at what is new in our shop this week.');
      await page.getByRole('button', { name: 'Submit to WhatsApp' }).click();

      const template = new TemplatePage(page);
      await template.is('In review');
      await decides(instance, company, name, {
        decision: 'reject',
        reason: 'PROMOTIONAL',
        because: 'It advertises something.',
        recommendation: 'Say what they have ordered.',
      });
      await template.is('Rejected');
      await page.getByText('Say what they have ordered.').waitFor();
      expect(await seriousViolations(page)).toEqual([]);

      await page.getByRole('link', { name: 'Mend it' }).click();
      await page
        .getByRole('textbox', { name: 'Body', exact: true })
        .fill('Your order has left our warehouse and will be there tomorrow.');
      await page.getByRole('button', { name: 'Submit to WhatsApp' }).click();
      await template.is('In review');
      await decides(instance, company, name, { decision: 'approve' });
      await template.is('Approved');
      await template.part('History').getByText('approved it').waitFor();

      await page.getByRole('link', { name: 'Inbox' }).click();
      await page.getByRole('list', { name: 'Conversations' }).getByRole('link').first().click();
      await page.getByRole('button', { name: 'Send a template' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: new RegExp(name) }).click();
      await dialog.getByText('There is nothing to fill in.').waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Send it' }).click();
      await dialog.waitFor({ state: 'detached' });
      const message = page
        .locator('li[data-message-id]')
        .filter({ hasText: 'Your order has left our warehouse and will be there tomorrow.' });
      await message.getByText('Template', { exact: true }).waitFor();
      await message.getByRole('img', { name: /^(Sent|Delivered|Read), / }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
    },
    asLena,
  );

  story(
    'is found, read and sent with the keyboard alone, with the name of whom it goes to in it',
    async (lena) => {
      const instance = sharedInstance();
      await hasDraft(instance, company, channelId, { ...GREETING, name: 'a_draft' });
      await hasSubmitted(instance, company, channelId, { ...GREETING, name: 'greeting_approve_at_once' });
      const page = await lena.opens(templates());
      const list = page.getByRole('list', { name: 'Templates' });
      const row = list.getByRole('link', { name: 'greeting_approve_at_once' });
      await row.waitFor();
      const hands = new Hands(page);
      await hands.press('/');
      await hands.isAt(page.getByRole('searchbox', { name: 'Search' }));
      await hands.type('greeting');
      await hands.press('Enter');
      await list.getByRole('link', { name: 'a_draft' }).waitFor({ state: 'detached' });
      await hands.press('Tab');
      await hands.press('j');
      await hands.isAt(row);
      await hands.press('Enter');
      await new TemplatePage(page).is('Approved');
      await hands.press('Escape');
      await hands.isAt(row);
      await hands.press('n');
      await page.getByRole('textbox', { name: 'Name', exact: true }).waitFor();

      await page.goto(`${lena.urls.dashboard}/t/${company.slug}/inbox`);
      const conversation = page.getByRole('list', { name: 'Conversations' }).getByRole('link').first();
      await conversation.waitFor();
      await hands.press('j');
      await hands.press('Enter');
      await page.getByRole('button', { name: 'Send a template' }).waitFor();
      await hands.press('t');
      const dialog = page.getByRole('dialog');
      await hands.isAt(dialog.getByRole('searchbox', { name: 'Search the templates' }));
      await hands.type('greeting');
      await dialog.getByRole('button', { name: 'greeting_approve_at_once' }).waitFor();
      await hands.press('ArrowDown');
      await hands.press('Enter');
      const first = dialog.getByLabel('Text, first_name');
      await hands.isAt(first);
      // What is known of them is there already.
      const known = await first.inputValue();
      expect(known).toMatch(/\S/);
      await hands.goTo(dialog.getByRole('button', { name: 'Send it' }));
      await hands.press('Enter');
      await dialog.getByText('A message cannot be made without it.').waitFor();
      await hands.isAt(dialog.getByLabel('Text, order'));
      await hands.type('CD-2');
      await dialog.getByText('CD-2').waitFor();
      await hands.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      const words = `Hello ${known}, your order CD-2 has left our warehouse today.`;
      await page.locator('li[data-message-id]').filter({ hasText: words }).waitFor();
    },
    asLena,
  );

  story(
    'has what is wrong with it and what can be done on its page, and is deleted there',
    async (lena) => {
      const instance = sharedInstance();
      const name = 'much_disliked';
      const id = await hasSubmitted(instance, company, channelId, { ...GREETING, name });
      const page = await lena.opens(`${templates()}/${id}`);
      const template = new TemplatePage(page);
      await template.is('Approved');
      await decides(instance, company, name, { decision: 'pause', kind: 'RATE_LIMITING_PAUSE' });
      await template.is('Paused');
      await page.getByRole('button', { name: 'End the pause' }).click();
      await template.is('Approved');
      await decides(instance, company, name, { decision: 'category', to: 'MARKETING' });
      await page.getByText(/WhatsApp has made it marketing/).waitFor();

      await page.getByRole('button', { name: 'Add a language' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'Language' }).fill('Persian');
      await page.getByRole('option', { name: /Persian/ }).click();
      await dialog.getByRole('button', { name: 'Add the language' }).click();
      await page.getByRole('textbox', { name: 'Body', exact: true }).waitFor();
      await page.goto(`${lena.urls.dashboard}${templates()}/${id}`);
      await template
        .part('Languages')
        .getByRole('link', { name: /Persian/ })
        .waitFor();
      expect(await seriousViolations(page)).toEqual([]);

      await page.getByRole('button', { name: 'Delete…' }).click();
      await dialog.getByText(/For 30 days/).waitFor();
      await dialog.getByLabel(/^Type /).fill(name);
      // The page hears that it has changed before it is left.
      lena.faults.expect(/\/templates/);
      await dialog.getByRole('button', { name: 'Delete the template' }).click();
      await page.getByRole('heading', { name: 'Templates', level: 1 }).waitFor();
      await page.getByRole('link', { name: /Persian.*Draft/ }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
    },
    asLena,
  );

  story(
    'is read by an agent, who is told who may write one',
    async (visitor) => {
      const page = await visitor.opens(templates());
      const write = page.getByRole('button', { name: 'New template' });
      await write.waitFor();
      expect(await write.getAttribute('aria-disabled')).toBe('true');
      await write.hover();
      await page
        .getByText('Only owners and admins can write, submit and delete templates.')
        .filter({ visible: true })
        .waitFor();
      expect(await seriousViolations(page)).toEqual([]);
    },
    { as: () => ann },
  );

  story(
    'fits a narrow screen, in either direction of writing, in the list, on its page and in the inbox',
    async (lena) => {
      const instance = sharedInstance();
      const id = await hasSubmitted(instance, company, channelId, {
        ...GREETING,
        name: `a_name_that_goes_on_and_on_${'and_on_'.repeat(12)}to_its_end_approve_at_once`,
      });
      const page = await lena.opens(templates());
      await page.getByRole('link', { name: /a_name_that_goes_on/ }).waitFor();
      await fitsBothWays(page);
      await page.goto(`${lena.urls.dashboard}${templates()}/${id}`);
      await new TemplatePage(page).is('Approved');
      await fitsBothWays(page);
      await page.getByRole('button', { name: 'Delete…' }).click();
      await page
        .getByRole('dialog')
        .getByLabel(/^Type /)
        .waitFor();
      await fitsBothWays(page);
      await page.goto(`${lena.urls.dashboard}/t/${company.slug}/inbox`);
      await page.getByRole('list', { name: 'Conversations' }).getByRole('link').first().click();
      await page.getByRole('button', { name: 'Send a template' }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /a_name_that_goes_on/ })
        .click();
      await page.getByRole('dialog').getByLabel('Text, order').waitFor();
      await fitsBothWays(page);
    },
    { browser: NARROW, ...asLena },
  );
});

async function fitsBothWays(page: TemplatePage['page']): Promise<void> {
  for (const direction of ['rtl', 'ltr']) {
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    expect(await sidewaysScrolls(page.locator('body'))).toEqual([]);
  }
}
