import { isDeepStrictEqual } from 'node:util';
import { ProvidedTemplate } from '../../channels';
import { reconcile } from './reconcile';
import { Template } from '../template';
import { providedWith, templateWith } from '../template.fixture';

const AT = new Date('2026-11-02T10:00:00Z');

function reconciled(ours: Template[], theirs: ProvidedTemplate[], heardBefore = ours) {
  return reconcile(ours, theirs, {
    at: AT,
    heardBefore: new Map(heardBefore.map(({ id, heard }) => [id, heard])),
    isSame: isDeepStrictEqual,
    keyOf: ({ name, language }) => `${name} ${language}`,
  });
}

describe('what a sync makes of what is known', () => {
  it('is nothing where nothing has changed', () => {
    const { added, known, history } = reconciled([templateWith()], [providedWith()]);
    expect([added, history]).toEqual([[], []]);
    expect(known.map(({ isChanged }) => isChanged)).toEqual([false]);
  });

  it('is also nothing where the same parts come with their keys in another order', () => {
    const components = [{ text: 'Your order is on its way.', type: 'BODY' }];
    expect(reconciled([templateWith()], [providedWith({ components })]).known[0]?.isChanged).toBe(false);
  });

  it('adds what was made elsewhere', () => {
    expect(reconciled([], [providedWith()]).added).toEqual([providedWith()]);
  });

  it('says that what the provider has no more was deleted, and leaves drafts alone', () => {
    const draft = templateWith({ id: '2', key: 'draft en_US', externalId: null, status: 'draft' });
    const { known, history } = reconciled([templateWith(), draft], []);
    expect(known).toMatchObject([{ status: 'deleted', isChanged: true }]);
    expect(history).toMatchObject([{ kind: 'status', before: 'approved', after: 'deleted' }]);
  });

  it('follows status, quality and category, and keeps what was learned of a rejection', () => {
    const ours = templateWith({ status: 'rejected', rejectionReason: 'Too many variables.' });
    const same = providedWith({ status: 'rejected', rejectionReason: 'invalid_format', quality: 'green' });
    const { known, history } = reconciled([ours], [same]);
    expect(known).toMatchObject([{ rejectionReason: 'Too many variables.', quality: 'green' }]);
    expect(history.map(({ kind }) => kind)).toEqual(['quality']);
    expect(reconciled([ours], [providedWith({ status: 'approved' })]).known).toMatchObject([
      { status: 'approved', rejectionReason: null },
    ]);
  });

  it('notes drift once, from when it was first seen, and forgets it when it is over', () => {
    const other = providedWith({ components: [{ type: 'BODY', text: 'Other words.' }] });
    const first = reconciled([templateWith()], [other]);
    expect(first.known[0]?.driftSeenAt).toEqual(AT);
    expect(first.history.map(({ kind }) => kind)).toEqual(['drift']);
    const earlier = new Date('2026-11-01T12:00:00Z');
    const drifted = templateWith({ driftSeenAt: earlier, providerComponents: other.components });
    expect(reconciled([drifted], [other])).toMatchObject({ known: [{ driftSeenAt: earlier }], history: [] });
    expect(reconciled([drifted], [providedWith()]).known[0]).toMatchObject({
      driftSeenAt: null,
      isChanged: true,
    });
  });

  it('takes over the id of one whose submission was never answered', () => {
    const draft = templateWith({ externalId: null, status: 'draft', submittedComponents: null });
    const { known } = reconciled([draft], [providedWith({ status: 'pending' })]);
    const submittedComponents = draft.components;
    expect(known).toMatchObject([
      { externalId: '123', status: 'pending', driftSeenAt: null, submittedComponents },
    ]);
  });

  it('takes a change that was handed in and never answered for handed in, where the provider has it', () => {
    const components = [{ type: 'BODY', text: 'Your order is nearly there.' }];
    const changed = templateWith({ components, ttlSeconds: 600 });
    const { known } = reconciled(
      [changed],
      [providedWith({ components, ttlSeconds: 600, status: 'pending' })],
    );
    const submitted = { submittedComponents: components, submittedTtlSeconds: 600 };
    expect(known).toMatchObject([{ status: 'pending', driftSeenAt: null, isChanged: true, ...submitted }]);
    const otherTime = reconciled([changed], [providedWith({ components, ttlSeconds: 60 })]).known[0];
    expect(otherTime).toMatchObject({ submittedComponents: components, submittedTtlSeconds: null });
  });

  it('leaves alone what was heard of, or made, while the provider was asked', () => {
    const heard = templateWith({ heard: 1 });
    const made = templateWith({ id: '2', key: 'new en_US' });
    const { known, added } = reconciled(
      [heard, made],
      [providedWith({ status: 'pending' })],
      [templateWith()],
    );
    expect([known, added]).toEqual([[], []]);
  });
});
