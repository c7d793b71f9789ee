import { conversationInPath, paths, sameSectionIn, templatePaths } from './paths';

describe('the addresses of the dashboard', () => {
  it('carry the tenant and what is open', () => {
    expect(paths.inbox('acme')).toBe('/t/acme/inbox');
    expect(paths.inbox('acme', 'c1')).toBe('/t/acme/inbox/c1');
    expect(paths.channels('acme')).toBe('/t/acme/channels');
    expect(paths.members('acme')).toBe('/t/acme/settings/members');
  });

  it('give back the conversation they open', () => {
    expect(conversationInPath(paths.inbox('acme', 'c1'))).toBe('c1');
    expect(conversationInPath(paths.inbox('acme'))).toBeNull();
    expect(conversationInPath(paths.channels('acme'))).toBeNull();
    expect(conversationInPath('/t/acme/inbox/c1/more')).toBeNull();
  });
});

describe('switching to another workspace', () => {
  const { channel: ofNumber, ...sections } = paths;

  const { list, new: another, detail, edit } = templatePaths;

  it.each(Object.entries({ ...sections, templates: list, newTemplate: another }))(
    'keeps the section: %s',
    (_name, path) => {
      expect(sameSectionIn('globex', path('acme'))).toBe(path('globex'));
    },
  );

  it('leaves a number behind, which is of this workspace alone', () => {
    for (const id of ['abcdef', '01930000-0000-7000-8000-000000000100'])
      expect(sameSectionIn('globex', ofNumber('acme', id))).toBe('/t/globex/channels');
  });

  it('leaves a template behind, whatever is done with it', () => {
    for (const id of ['abcdef', '01930000-0000-7000-8000-000000000100']) {
      expect(sameSectionIn('globex', detail('acme', id))).toBe('/t/globex/templates');
      expect(sameSectionIn('globex', edit('acme', id))).toBe('/t/globex/templates');
    }
  });

  it('leaves an open conversation behind, whatever its id looks like', () => {
    expect(sameSectionIn('globex', paths.inbox('acme', 'abcdef'))).toBe('/t/globex/inbox');
    expect(sameSectionIn('globex', paths.inbox('acme', '01930000-0000-7000-8000-000000000100'))).toBe(
      '/t/globex/inbox',
    );
  });

  it.each(['/', '/account', '/t/acme', '/t/acme/', '/t/acme/../x', '/t/acme//evil.example'])(
    'goes to the inbox from %s',
    (pathname) => expect(sameSectionIn('globex', pathname)).toBe('/t/globex/inbox'),
  );
});
