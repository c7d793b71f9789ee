import { callApi } from '../support/api.ts';
import { foundCompany, hires, type Company } from '../support/colleagues.ts';
import { sharedInstance } from '../support/environment.ts';
import { connects } from '../support/numbers.ts';
import { Operations } from '../support/operations.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';
import { type BusinessNumber, comesToNobody, unknownNumber } from '../support/webhooks.ts';
import { Workspace } from '../support/workspace.ts';

describe('whoever runs the installation', () => {
  let company: Company;

  beforeAll(async () => {
    company = await foundCompany(sharedInstance(), 'Late Number', 'Lara Late');
  });

  story('replays what came for a number before it was connected, and it is in the inbox', async (olivia) => {
    const number = unknownNumber();
    const nobody = unknownNumber();
    const early = somebody('Earl Early');
    for (const text of ['is anybody there?', 'hello?']) await comesFor(number, early, text);
    await comesFor(nobody, early, 'to a number of nobody');

    const inbox = await olivia.opensInbox();
    await inbox.page.getByRole('button', { name: /your account/ }).click();
    await inbox.page.getByRole('menuitem', { name: 'Operations' }).click();
    const operations = new Operations(inbox.page);
    await operations.heading('Queues').waitFor();
    await operations.goesTo('Dead letters');
    const cause = operations.cause('Unknown number');
    await cause.getByText('Let a workspace connect the number').waitFor();
    await cause.getByRole('link', { name: /^Show them/ }).click();
    const letters = operations.rows.filter({ hasText: number.phoneNumberId });
    await letters.nth(1).waitFor();
    expect(await letters.count()).toBe(2);
    await letters.first().click();
    await operations.page.getByLabel('The part: text').filter({ hasText: 'hello?' }).waitFor();

    const lara = await olivia.meets(company.owner);
    await connects(sharedInstance(), company, number);

    await operations.page.getByRole('link', { name: 'Back to the list' }).click();
    await operations.page.getByRole('button', { name: 'Replay all…' }).click();
    await operations.dialog.getByLabel('Note').fill('Late Number has connected it.');
    await operations.dialog.getByRole('button', { name: 'Replay' }).click();
    const replay = operations.current.filter({ hasText: 'Unknown number' });
    await replay.filter({ hasText: 'tried again' }).waitFor();
    await letters.first().waitFor({ state: 'detached' });
    await operations.rows.filter({ hasText: nobody.phoneNumberId }).waitFor();

    const laras = await lara.opensInbox(`/t/${company.slug}/inbox`);
    const thread = await laras.reads(early.name);
    for (const text of ['is anybody there?', 'hello?']) {
      await thread.received(text).waitFor();
      expect(await thread.received(text).count()).toBe(1);
    }

    await operations.goesTo('Dead letters');
    const told = operations.history.filter({ hasText: 'Late Number has connected it.' });
    await told.filter({ hasText: 'Olivia Owner' }).waitFor();
  });

  story('chooses what is not needed and discards it, for a reason', async (olivia) => {
    const number = unknownNumber();
    await comesFor(number, somebody('Nina Nowhere'), 'to nobody at all');
    const operations = new Operations(
      await olivia.opens('/operator/dead-letters?stage=route&reason=unknown_channel'),
    );
    const { page, dialog } = operations;
    const letter = operations.rows.filter({ hasText: number.phoneNumberId });
    await letter.waitFor();
    await page.getByRole('checkbox', { name: new RegExp(number.phoneNumberId) }).click();
    await page.getByText('1 dead letter chosen').waitFor();
    await page.getByRole('button', { name: 'Discard…' }).click();
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await dialog.getByText('Say why they are not needed.').waitFor();
    await dialog.getByLabel('Note').fill('A number of a partner.');
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await operations.current.getByText('1 dead letter discarded.').waitFor();
    await letter.waitFor({ state: 'detached' });

    await page.goto(`${olivia.urls.dashboard}/operator/dead-letters?state=discarded`);
    await letter.filter({ hasText: 'Discarded' }).click();
    await page.getByText('A number of a partner.').waitFor();
    expect(await page.getByRole('button', { name: /Replay/ }).count()).toBe(0);
  });

  story('finds a webhook by what is in it, and the workspace can see that it was opened', async (olivia) => {
    const frida = somebody('Frida Found');
    await olivia.people.writes(frida, `<script>document.title='Frida was here'</script>`);
    await sharedInstance().lastMessageIs(/Frida was here/, 'read');
    const operations = new Operations(await olivia.opens('/operator/webhooks'));
    const { page } = operations;
    await page.getByLabel('Text in the body').fill('a');
    await page.keyboard.press('Enter');
    await page.getByText('Between 4 and 200 characters.').waitFor();
    await page.getByLabel('Text in the body').fill('Frida was here');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/operator/webhooks?search=Frida+was+here');
    // Until it is found, what was there before stays.
    await operations.rows.nth(1).waitFor({ state: 'detached' });
    await operations.rows.filter({ hasText: 'Demo' }).filter({ hasText: 'Done' }).click();

    await operations.heading(/^Webhook of /).waitFor();
    await page.getByText('recorded in the audit trail of Demo').waitFor();
    await page.getByText('made with the app secret').waitFor();
    const produced = page.getByRole('row', { name: /Message: text/ });
    await produced.getByText('Done').waitFor();
    const body = page.getByLabel('The body: text');
    expect(await body.innerText()).toContain(`"body": "<script>document.title='Frida was here'</script>"`);
    await page.getByRole('button', { name: 'As it came' }).click();
    expect((await body.innerText()).split('\n')).toHaveLength(1);
    expect(await page.title()).toMatch(/^Webhook of .* · Operations$/);

    await produced.getByRole('link', { name: 'Conversation' }).click();
    await new Workspace(page).isOpen('Demo');
    await page.getByRole('region', { name: `Messages with ${frida.name}` }).waitFor();
    const trail = await olivia.opens('/t/demo/settings/audit?action=webhook_delivery.opened');
    await trail.getByText('Olivia Owner opened a webhook with data of this workspace').first().waitFor();
  });

  story('sees what waits, and is told when the figures are old', async (olivia) => {
    olivia.faults.expect(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/);
    const { page } = new Operations(await olivia.opens('/operator'));
    const headline = page.getByRole('region', { name: 'The oldest unprocessed event' });
    await headline.getByText('Nothing waits').waitFor();
    await page.getByRole('img', { name: 'All 64 lanes are empty.' }).waitFor();
    const measured = page.getByText(/^Measured at/);
    const first = await measured.innerText();
    await measured.filter({ hasNotText: first }).waitFor();

    await olivia.context.setOffline(true);
    const old = page.getByText('this page keeps asking');
    await old.waitFor();
    await headline.getByText('Nothing waits').waitFor();
    await olivia.context.setOffline(false);
    await old.waitFor({ state: 'detached' });
  });
});

describe('a member who does not run the installation', () => {
  story(
    'finds no way to the operations, and none behind their address',
    async (lara) => {
      const inbox = await lara.opensInbox();
      await inbox.page.getByRole('button', { name: /your account/ }).click();
      await inbox.page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
      expect(await inbox.page.getByRole('menuitem', { name: 'Operations' }).count()).toBe(0);

      for (const path of ['/operator', '/operator/webhooks', '/operator/dead-letters']) {
        await inbox.page.goto(`${lara.urls.dashboard}${path}`);
        await inbox.page
          .getByRole('heading', { name: 'Only whoever runs this installation may see this' })
          .waitFor();
        await inbox.page.getByRole('link', { name: /Only Members/ }).waitFor();
      }
      const session = (await lara.session()) ?? '';
      const answer = await callApi(sharedInstance(), '/api/v1/operator/inbound', { session });
      expect(answer.status).toBe(403);
    },
    { as: () => member },
  );

  let member: Company['owner'];

  beforeAll(async () => {
    const company = await foundCompany(sharedInstance(), 'Only Members', 'Mona Member');
    member = await hires(sharedInstance(), company, 'Milo Member', 'admin');
  });
});

const comesFor = (number: BusinessNumber, ...[person, text]: [ReturnType<typeof somebody>, string]) =>
  comesToNobody(sharedInstance(), number, person, text);
