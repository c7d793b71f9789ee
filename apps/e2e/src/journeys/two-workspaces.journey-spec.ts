import { candidate } from '../support/colleagues.ts';
import { copies } from '../support/copies.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';
import type { Visitor } from '../support/visitor.ts';
import { Workspace } from '../support/workspace.ts';

describe('two workspaces on one installation', () => {
  story('know nothing of each other, from the invitation on', async (olivia) => {
    const dina = somebody('Dina Demo');
    await olivia.people.writes(dina, 'only for Demo');
    const inbox = await olivia.opensInbox('/t/demo/inbox');
    await inbox.row(dina.name).waitFor();
    await inbox.reads(dina.name);
    const ofDemo = new URL(inbox.page.url()).pathname;
    const demo = new Workspace(inbox.page);

    await demo.switcher.click();
    await demo.page.getByRole('menuitem', { name: 'Create a workspace…' }).click();
    await demo.dialog.getByLabel('Workspace name').fill('Globex');
    expect(await demo.dialog.getByLabel('Address of the workspace').inputValue()).toBe('globex');
    await demo.dialog.getByRole('button', { name: 'Create' }).click();
    await demo.page.waitForURL('**/t/globex/inbox');
    await demo.page.getByText('No conversations yet').waitFor();

    const globex = demo;
    await inbox.section('Settings').click();
    await globex.page.getByRole('link', { name: 'Members' }).click();
    await globex.page.waitForURL('**/t/globex/settings/members');
    await globex.switchesTo('Demo');
    await globex.page.waitForURL('**/t/demo/settings/members');
    await globex.switchesTo('Globex');
    await globex.page.waitForURL('**/t/globex/settings/members');

    const bob = { ...candidate('Bob Builder'), browser: await olivia.meets() };
    const bobs = await bob.browser.opens(await invitesAsOwner(globex, olivia, bob.email));
    await bobs.getByRole('heading', { name: 'Join Globex' }).waitFor();
    await bobs.getByText('Olivia Owner invites you to Globex as an owner.').waitFor();
    await bobs.getByText(`For ${bob.email}, until`).waitFor();
    expect(await bob.browser.context.cookies()).toEqual([]);
    expect(bobs.url()).toBe(`${olivia.urls.dashboard}/invitation`);
    await bobs.getByLabel('Your name').fill(bob.name);
    await bobs.getByLabel('Password', { exact: true }).fill(bob.password);
    await bobs.getByRole('button', { name: 'Join Globex' }).click();
    await bobs.waitForURL('**/t/globex/inbox');
    await bobs.getByText('No conversations yet').waitFor();

    await olivia.people.writes(dina, 'while Bob looks');
    const here = await olivia.opensInbox('/t/demo/inbox');
    await here.row(dina.name).filter({ hasText: 'while Bob looks' }).waitFor();

    await globex.page.getByRole('link', { name: 'Workspace', exact: true }).click();
    await globex.press('Leave…');
    await globex.dialog.getByLabel('Type globex to confirm').fill('globex');
    await globex.dialog.getByRole('button', { name: 'Leave the workspace' }).click();
    await globex.page.waitForURL('**/t/demo/inbox');

    expect(await new Workspace(bobs).workspaces()).toEqual(['Globex']);
    expect(await bobs.locator('body').innerText()).not.toContain(dina.name);
    expect(await new Workspace(globex.page).workspaces()).toEqual(['Demo']);

    await isNotThere(olivia, '/t/globex', '/t/globex/settings/members');
    await isNotThere(bob.browser, '/t/demo', ofDemo, '/t/demo/settings/members');
    bob.browser.faults.expect(/404 \(Not Found\)/);
    const sameInGlobex = await bob.browser.opens(ofDemo.replace('/t/demo/', '/t/globex/'));
    await sameInGlobex.getByText('We could not find this conversation').waitFor();
    expect(await sameInGlobex.locator('body').innerText()).not.toContain(dina.name);
  });
});

async function invitesAsOwner(globex: Workspace, owner: Visitor, email: string): Promise<string> {
  await globex.press('Invite people');
  await globex.dialog.getByLabel('E-mail addresses').fill(email);
  await globex.dialog.getByRole('radio', { name: 'Owner' }).click();
  await globex.dialog.getByRole('button', { name: 'Invite' }).click();
  await globex.dialog.getByText('send it yourself').waitFor();
  await owner.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await copies(globex.page, () =>
    globex.dialog.getByRole('button', { name: `Copy the link for ${email}` }).click(),
  );
  const link = await owner.pastes(globex.page);
  await globex.press('Done');
  return link;
}

async function isNotThere(visitor: Visitor, ...paths: string[]): Promise<void> {
  visitor.faults.expect(/404 \(Not Found\)/);
  for (const path of paths) {
    const page = await visitor.opens(path);
    await page.getByRole('heading', { name: 'We could not find this page' }).waitFor();
    await page.close();
  }
}
