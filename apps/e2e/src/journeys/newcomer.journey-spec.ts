import { join } from 'node:path';
import { seriousViolations } from '../support/accessibility.ts';
import { journeyEnvironment } from '../support/environment.ts';
import { LaunchedParley } from '../support/launched-parley.ts';
import { staysLoaded } from '../support/live-page.ts';
import { Phone } from '../support/phone.ts';
import { story } from '../support/story.ts';

describe('a newcomer', () => {
  let parley: LaunchedParley;

  beforeAll(async () => {
    const { projectRoot, folder } = journeyEnvironment();
    parley = await LaunchedParley.start(projectRoot, join(folder, 'home-of-newcomer'));
  });

  afterAll(() => parley.stop());

  story(
    'follows the empty inbox to the phone, writes, is answered, and finds the conversation in the inbox',
    async (visitor) => {
      const inbox = await visitor.opensInbox();
      const invitation = inbox.page.getByRole('region', { name: 'Conversation', exact: true });
      await invitation.getByText('Your inbox is ready for its first message').waitFor();
      expect(inbox.page.url()).toBe(`${visitor.urls.dashboard}/t/demo/inbox`);
      expect(await seriousViolations(inbox.page)).toEqual([]);
      const stays = await staysLoaded(inbox.page);

      const opening = visitor.context.waitForEvent('page');
      await invitation.getByRole('link', { name: 'Open the simulated phone' }).click();
      const phone = new Phone(await opening);
      await phone.writes('hello');
      await phone.delivered('hello');
      await phone.reply('hello').waitFor();
      expect(await phone.replies.allInnerTexts()).toEqual([
        expect.stringMatching(/^Message received at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z: hello\s/),
      ]);

      const name = await phone.writer();
      await inbox.row(name).waitFor();
      const thread = await inbox.reads(name);
      await thread.echoed('hello');
      expect(await thread.received('hello').count()).toBe(1);
      expect(await thread.messages.count()).toBe(2);
      expect(await stays()).toBe(true);
    },
    { at: () => parley.instance },
  );
});
