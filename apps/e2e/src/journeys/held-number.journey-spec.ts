import { hires } from '../support/colleagues.ts';
import { sharedInstance } from '../support/environment.ts';
import { answersNext, letsTheNumberGo } from '../support/held-number.ts';
import { ownerOf } from '../support/owner.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

const SPAM = 131048;

describe('a number that cannot send', () => {
  // Whatever happens here, the stories after this one find it as it was.
  afterEach(() => letsTheNumberGo(sharedInstance()));

  story(
    'is told of on every page to who can help, where people write to who cannot, and no longer once it can',
    async (visitor) => {
      const instance = sharedInstance();
      const owner = await ownerOf(instance);
      if (!owner) throw new Error('Nobody has set this installation up.');
      const customer = somebody('Hilda Held');
      const agent = await visitor.meets(
        await hires(instance, { slug: 'demo', owner }, 'Agnes Agent', 'agent'),
      );
      const banner = (await visitor.opens('/t/demo/settings'))
        .getByRole('status')
        .filter({ hasText: 'cannot send' });
      await answersNext(instance, customer, SPAM);
      await visitor.people.writes(customer, 'are you there?');
      await banner.getByText('Messages wait.').waitFor();

      const desk = await agent.opensInbox();
      await desk.reads(customer.name);
      const note = desk.page.getByRole('status').filter({ hasText: 'Messages wait until' });
      await note.waitFor();
      const echo = desk.thread(customer.name).sent('are you there?');
      await echo.getByText('Waiting.').waitFor();
      await echo.getByText('People have blocked or reported messages of this number').waitFor();
      expect(await desk.page.getByText('Put it in order').count()).toBe(0);

      await letsTheNumberGo(instance);
      await banner.waitFor({ state: 'detached' });
      await note.waitFor({ state: 'detached' });
      await desk.thread(customer.name).echoed('are you there?');
    },
  );
});
