import { sidewaysScrolls } from '../support/layout.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

const browser = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describe('on a narrow screen', () => {
  story(
    'the list and the thread take turns, and back leads back',
    async (visitor) => {
      const nora = somebody('Nora Narrow');
      await visitor.people.writes(nora, 'from a small screen');
      const inbox = await visitor.opensInbox();
      await inbox.row(nora.name).waitFor();
      expect(await inbox.page.getByText('Choose a conversation').isVisible()).toBe(false);
      expect(await sidewaysScrolls(inbox.page.locator('body'))).toEqual([]);

      const thread = inbox.thread(nora.name);
      const opens = async () => {
        await inbox.row(nora.name).tap();
        await thread.echoed('from a small screen');
        expect(await inbox.conversations.isVisible()).toBe(false);
        expect(await inbox.section('Inbox').isVisible()).toBe(false);
      };
      const isBack = async () => {
        await inbox.row(nora.name).waitFor();
        expect(await thread.region.isVisible()).toBe(false);
        expect(await inbox.section('Inbox').isVisible()).toBe(true);
      };
      await opens();
      expect(await sidewaysScrolls(inbox.page.locator('body'))).toEqual([]);
      await inbox.page.getByRole('button', { name: 'Back to the list' }).tap();
      await isBack();
      await opens();
      await inbox.page.goBack();
      await isBack();
    },
    { browser },
  );
});
