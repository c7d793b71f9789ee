import * as fc from 'fast-check';
import { Role, ROLES } from '../roles/roles';
import { refusalOfLeaving, refusalOfRemoval, refusalOfRoleChange, refusalOverRole } from './membership-rules';

const role = fc.constantFrom<Role>(...ROLES);

describe('who may change the members', () => {
  it.each([
    ['owner', 'agent', 'owner', null],
    ['owner', 'owner', 'agent', null],
    ['admin', 'agent', 'viewer', null],
    ['admin', 'admin', 'agent', null],
    ['admin', 'agent', 'owner', 'owner_only'],
    ['admin', 'owner', 'agent', 'owner_only'],
    ['agent', 'viewer', 'agent', 'forbidden'],
    ['viewer', 'viewer', 'owner', 'forbidden'],
    [null, 'viewer', 'agent', 'forbidden'],
  ] as const)('%s, making %s %s: %s', (actor, target, to, refusal) => {
    expect(refusalOfRoleChange({ actor, target, owners: 2 }, to)).toBe(refusal);
  });

  it('keeps the last owner an owner, and in the tenant', () => {
    const last = { actor: 'owner', target: 'owner', owners: 1 } as const;
    expect(refusalOfRoleChange(last, 'admin')).toBe('last_owner');
    expect(refusalOfRoleChange(last, 'owner')).toBeNull();
    expect(refusalOfRemoval(last)).toBe('last_owner');
    expect(refusalOfLeaving(last)).toBe('last_owner');
  });

  it('lets everyone else leave', () => {
    expect(refusalOfLeaving({ actor: 'viewer', target: 'viewer', owners: 1 })).toBeNull();
    expect(refusalOfLeaving({ actor: 'owner', target: 'owner', owners: 2 })).toBeNull();
  });

  it('lets an owner alone invite an owner', () => {
    expect(ROLES.map((actor) => refusalOverRole(actor, 'owner'))).toEqual([
      null,
      'owner_only',
      'forbidden',
      'forbidden',
    ]);
  });

  it('never leaves a tenant without an owner, and changes its owners by owners alone, whatever is tried', () => {
    const attempt = fc.record({
      kind: fc.constantFrom('change', 'remove', 'leave'),
      actor: fc.nat(9),
      target: fc.nat(9),
      to: role,
    });
    fc.assert(
      fc.property(
        fc.array(role, { maxLength: 6 }),
        fc.array(attempt, { maxLength: 40 }),
        (others, attempts) => {
          const members: (Role | null)[] = ['owner', ...others];
          for (const { kind, actor: a, target: t, to } of attempts) {
            const before = owners(members);
            const actor = members[a] ?? null;
            const at = kind === 'leave' ? a : t;
            const target = members[at] ?? null;
            if (target === null) continue;
            const situation = { actor, target, owners: before.length };
            if (kind === 'change' && refusalOfRoleChange(situation, to) === null) members[at] = to;
            if (kind === 'remove' && refusalOfRemoval(situation) === null) members[at] = null;
            if (kind === 'leave' && refusalOfLeaving(situation) === null) members[at] = null;
            const after = owners(members);
            expect(after.length).toBeGreaterThan(0);
            if (after.join() !== before.join()) expect(actor).toBe('owner');
          }
        },
      ),
    );
  });
});

const owners = (members: readonly (Role | null)[]): number[] =>
  members.flatMap((own, index) => (own === 'owner' ? [index] : []));
