import { ROLES } from '../roles/role-names';
import { whyNoOtherRole, whyNotInvite, whyNotRemove, whyNotRole } from './member-rules';

const agent = { role: 'agent', isMe: false } as const;
const owner = { role: 'owner', isMe: false } as const;
const base = { whyNotManage: null, owners: 2, myRole: 'owner' } as const;

describe('who may give which role', () => {
  it('an owner may give every role', () => {
    for (const role of ROLES) expect(whyNotRole({ ...base, member: agent }, role)).toBeNull();
  });

  it('an admin may give every role but owner', () => {
    const situation = { ...base, myRole: 'admin', member: agent } as const;
    expect(ROLES.filter((role) => whyNotRole(situation, role) === null)).toEqual([
      'admin',
      'agent',
      'viewer',
    ]);
    expect(whyNotRole(situation, 'owner')).toBe('Only owners can make somebody an owner.');
  });

  it('an admin leaves owners as they are', () => {
    const situation = { ...base, myRole: 'admin', member: owner } as const;
    expect(whyNoOtherRole(situation)).toBe('Only owners can change owners.');
    expect(whyNotRemove(situation)).toBe('Only owners can remove owners.');
  });

  it('nobody takes the role from the last owner', () => {
    expect(whyNoOtherRole({ ...base, owners: 1, member: owner })).toMatch(/last owner/);
    expect(whyNotRemove({ ...base, owners: 1, member: owner })).toMatch(/last owner/);
    expect(whyNoOtherRole({ ...base, owners: 2, member: owner })).toBeNull();
  });

  it('who manages nobody is told so, whatever the member', () => {
    const situation = {
      ...base,
      myRole: 'agent',
      whyNotManage: 'Only owners and admins.',
      member: agent,
    } as const;
    expect(whyNotRole(situation, 'agent')).toBe('Only owners and admins.');
    expect(whyNoOtherRole(situation)).toBe('Only owners and admins.');
    expect(whyNotRemove(situation)).toBe('Only owners and admins.');
  });
});

describe('who may invite whom', () => {
  it('only an owner invites an owner', () => {
    expect(whyNotInvite('owner', 'owner')).toBeNull();
    expect(whyNotInvite('owner', 'admin')).not.toBeNull();
    expect(whyNotInvite('admin', 'admin')).toBeNull();
  });
});
