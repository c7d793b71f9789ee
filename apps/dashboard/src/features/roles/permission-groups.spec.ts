import { groupPermissions } from './permission-groups';

const permission = (name: string) => ({ name, says: name, heldByKeys: false }) as never;

describe('the permissions on the page of roles', () => {
  it('stand together by what they are about, in the order of the API', () => {
    const groups = groupPermissions(
      ['tenant.read', 'members.read', 'tenant.manage', 'api_keys.manage'].map(permission),
    );
    expect(groups.map(({ title, permissions }) => [title, permissions.map(({ name }) => name)])).toEqual([
      ['Workspace', ['tenant.read', 'tenant.manage']],
      ['People', ['members.read']],
      ['API keys', ['api_keys.manage']],
    ]);
  });

  it('show a noun that this page does not know yet', () => {
    expect(groupPermissions([permission('canned_replies.write')])[0]?.title).toBe('Canned replies');
  });
});
