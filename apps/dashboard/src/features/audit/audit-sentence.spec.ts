import fc from 'fast-check';
import { actionName, knownActions, sentenceOf } from './audit-sentence';

const sara = { kind: 'user', id: 'u1', name: 'Sara' } as const;
const ben = { kind: 'member', id: 'm2', name: 'Ben' };
const said = (event: Partial<Parameters<typeof sentenceOf>[0]>) =>
  sentenceOf({ actor: sara, action: 'member.removed', target: ben, before: null, after: null, ...event })
    .map(({ text }) => text)
    .join('');

describe('an event in words', () => {
  it('says who did what to whom, and from what to what', () => {
    const change = { action: 'member.role_changed', before: { role: 'agent' }, after: { role: 'admin' } };
    expect(said(change)).toBe('Sara changed the role of Ben from agent to admin');
  });

  it.each([
    ['member.removed', {}, 'Sara removed Ben from the workspace'],
    ['member.left', {}, 'Sara left the workspace'],
    ['invitation.created', { after: { role: 'agent' } }, 'Sara invited Ben as agent'],
    [
      'tenant.changed',
      { before: { name: 'A' }, after: { name: 'B' } },
      'Sara changed the name of the workspace',
    ],
    [
      'tenant.changed',
      {
        before: { name: 'A', timeZone: 'UTC', language: 'en' },
        after: { name: 'A', timeZone: 'X', language: 'fa' },
      },
      'Sara changed the time zone and language of the workspace',
    ],
    [
      'tenant.changed',
      { before: { unknownReplies: 'at_least_once' }, after: { unknownReplies: 'at_most_once' } },
      'Sara changed the resending of lost replies of the workspace',
    ],
    ['channel.disconnected', {}, 'Sara disconnected the number Ben'],
    ['channel.registered', {}, 'Sara registered Ben at Meta'],
    ['channel.changed', { after: { echoEnabled: false } }, 'Sara turned the echo of Ben off'],
    ['api_key.renamed', { before: { name: 'Old' } }, 'Sara renamed the API key Old to Ben'],
    ['channel.access_token_replaced', {}, 'Sara replaced the access token of Ben'],
    ['channel.pin_set', {}, 'Sara set the PIN of Ben'],
    ['template.submitted', {}, 'Sara submitted the template Ben to Meta'],
    ['template.unpaused', {}, 'Sara ended the pause of the template Ben'],
    ['template_sample.uploaded', {}, 'Sara uploaded the sample file Ben'],
    ['cache.cleared', {}, 'Sara had everything that was cached of the workspace read anew'],
    ['webhook_delivery.opened', {}, 'Sara opened a webhook with data of this workspace'],
    [
      'dead_letters.replayed',
      { after: { letters: 2, reason: 'apply_failed' } },
      'Sara had 2 dead letters of this workspace tried again',
    ],
    ['dead_letters.discarded', { after: { letters: 1 } }, 'Sara discarded 1 dead letter of this workspace'],
    ['audit_trail.exported', { after: { format: 'csv' } }, 'Sara exported the audit trail as CSV'],
  ])('%s', (action, facts, text) => expect(said({ action, ...facts })).toBe(text));

  it('calls a key a key, and the installation by its name', () => {
    expect(said({ actor: { kind: 'api_key', id: 'k', name: 'CRM' } })).toMatch(/^The API key CRM removed/);
    for (const name of ['', 'Parley'])
      expect(said({ actor: { kind: 'system', id: null, name } })).toMatch(/^Parley removed/);
  });

  it('names whoever did it by a command', () => {
    const actor = { kind: 'system', id: null, name: 'operator (cli)' } as const;
    expect(said({ actor })).toMatch(/^operator \(cli\) removed/);
  });

  it('shows an action that this page does not know', () => {
    expect(said({ action: 'gadget.turned_around' })).toBe('Sara did “Gadget: turned around” to Ben');
    expect(said({ action: 'odd', target: { kind: 'gadget', id: null, name: null } })).toBe('Sara did “Odd”');
  });

  it('sets names apart from words', () => {
    const names = sentenceOf({
      actor: sara,
      action: 'member.removed',
      target: ben,
      before: null,
      after: null,
    })
      .filter(({ isName }) => isName)
      .map(({ text }) => text);
    expect(names).toEqual(['Sara', 'Ben']);
  });

  it('never fails, whatever was recorded', () => {
    const facts = fc.option(fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<unknown>));
    fc.assert(
      fc.property(fc.constantFrom(...knownActions, 'x', ''), facts, facts, (action, before, after) => {
        expect(said({ action, before, after })).toMatch(/^Sara /);
      }),
    );
  });
});

describe('an action as a choice', () => {
  it.each([
    ['member.role_changed', 'Member: role changed'],
    ['tenant.changed', 'Workspace: changed'],
    ['api_key.created', 'API key: created'],
  ])('%s is "%s"', (action, text) => expect(actionName(action)).toBe(text));
});
