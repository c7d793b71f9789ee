import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

describe('a phone that is still loading its people', () => {
  story('shows what came meanwhile, and breaks on nothing', async (visitor) => {
    const dana = somebody('Dana Early');
    await visitor.people.writes(dana, 'before');
    await visitor.context.route(
      '**/sim/people',
      async (route) => {
        const list = await route.fetch();
        await visitor.people.writes(dana, 'while it loads');
        await route.fulfill({ response: list });
      },
      { times: 1 },
    );

    const phone = await visitor.opensPhone(dana);

    await phone.delivered('while it loads');
    await phone.reply('while it loads').waitFor();
    expect(await phone.mine('while it loads').count()).toBe(1);
  });
});
