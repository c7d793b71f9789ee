import { seriousViolations } from '../support/accessibility.ts';
import { foundCompany, type Company } from '../support/colleagues.ts';
import { sharedInstance } from '../support/environment.ts';
import { Hands } from '../support/keyboard.ts';
import { sidewaysScrolls } from '../support/layout.ts';
import { getsSimulated, metaDoes, replacesToken, tokenUntil } from '../support/numbers.ts';
import { story } from '../support/story.ts';

describe('what Meta does to a number', () => {
  let company: Company;
  beforeAll(async () => {
    company = await foundCompany(sharedInstance(), 'News Stand', 'Nell News');
  });

  const asNell = { as: () => company.owner };
  const at = (page: string) => `/t/${company.slug}${page}`;

  story(
    'is on its card at once: a ban, on every page, until it is taken back',
    async (nell) => {
      const instance = sharedInstance();
      const { phoneNumberId } = await getsSimulated(instance, company, 'Front desk');
      const card = (await nell.opens(at('/channels')))
        .getByRole('listitem')
        .filter({ hasText: 'Front desk' });
      await card.getByText('Connected', { exact: true }).waitFor();
      const elsewhere = await nell.opens(at('/settings'));
      const banner = elsewhere.getByRole('status').filter({ hasText: 'cannot send' });
      await elsewhere.getByRole('heading', { level: 1 }).waitFor();

      await metaDoes(instance, phoneNumberId, { change: 'ban', state: 'DISABLE' });
      await card.getByText('This number cannot send now.').waitFor();
      await card.getByText('It goes out by itself').waitFor();
      await banner.getByText('Messages wait.').waitFor();
      expect(await seriousViolations(card.page())).toEqual([]);

      await metaDoes(instance, phoneNumberId, { change: 'ban', state: 'REINSTATE' });
      await card.getByText('Connected', { exact: true }).waitFor();
      await card.getByText('This number cannot send now.').waitFor({ state: 'detached' });
      await banner.waitFor({ state: 'detached' });
    },
    asNell,
  );

  story(
    'is on its page, with what to do and until when, and all that happened, for hands alone',
    async (nell) => {
      const instance = sharedInstance();
      const { channelId, phoneNumberId } = await getsSimulated(instance, company, 'Back office');
      const page = await nell.opens(at(`/channels/${channelId}`));
      const facts = page.getByRole('region', { name: 'How it is' });
      const news = page.getByRole('region', { name: 'What Meta told' });
      await facts.getByText('High quality').waitFor();
      await news.getByText('Nothing yet.').waitFor();

      await metaDoes(instance, phoneNumberId, { change: 'quality', to: 'RED' });
      await facts.getByText('Low quality').waitFor();
      await page.getByText('Marketing goes on by itself when its quality recovers.').waitFor();
      const until = new Date(Date.now() + 86_400_000).toISOString();
      const type = 'RESTRICTED_BIZ_INITIATED_MESSAGING';
      await metaDoes(instance, phoneNumberId, { change: 'restriction', type, until });
      await page.getByText(/It ends by itself on/).waitFor();
      await metaDoes(instance, phoneNumberId, { change: 'messaging_limit', to: 'TIER_10K' });
      await facts.getByText(/^Up to 10,000 new people per day/).waitFor();
      await metaDoes(instance, phoneNumberId, { change: 'name', decision: 'PENDING', name: 'Chairs' });
      await metaDoes(instance, phoneNumberId, { change: 'name', decision: 'APPROVED', name: 'Chairs' });
      await facts.getByText('Chairs', { exact: true }).waitFor();
      await metaDoes(instance, phoneNumberId, { change: 'quality', to: 'GREEN' });
      await facts.getByText('High quality').waitFor();
      await news.getByText('Its quality recovered.').waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      expect(await sidewaysScrolls(page.locator('main'))).toEqual([]);

      const hands = new Hands(page);
      await hands.uses(page.getByRole('button', { name: 'Ask again' }));
      await hands.uses(page.getByRole('button', { name: 'Replace…' }));
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await hands.press('Escape');
      await hands.isAt(page.getByRole('button', { name: 'Replace…' }));
      await hands.uses(page.getByRole('button', { name: 'Show the steps' }));
      await hands.goTo(page.getByLabel('PIN', { exact: true }));
      expect(await seriousViolations(page)).toEqual([]);
      await hands.uses(news.getByRole('button', { name: 'Show all 6' }));
      await news.getByText('Meta restricted this number').waitFor();
      await hands.uses(page.getByRole('button', { name: 'Disconnect…' }));
      await dialog.getByText('Its conversations stay').waitFor();
      expect(await seriousViolations(page)).toEqual([]);
    },
    asNell,
  );

  story(
    'is not what ends a token: that is said before, on its card, its page and above all others',
    async (nell) => {
      const instance = sharedInstance();
      const { channelId } = await getsSimulated(instance, company, 'Till');
      const inSixDays = new Date(Date.now() + (6 * 24 + 1) * 3_600_000);
      await replacesToken(instance, company, channelId, await tokenUntil(instance, inSixDays));
      const page = await nell.opens(at('/settings'));
      const banner = page.getByRole('status').filter({ hasText: 'The access token of Till ends in 6 days' });
      await banner.waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await banner.getByRole('link', { name: 'Replace it' }).click();
      await page
        .getByRole('region', { name: 'Access token' })
        .getByText('Ends in 6 days', { exact: true })
        .waitFor();
      await page.getByRole('link', { name: 'Channels' }).first().click();
      const card = page.getByRole('listitem').filter({ hasText: 'Till' });
      await card.getByText('Token: ends in 6 days').waitFor();
    },
    asNell,
  );
});
