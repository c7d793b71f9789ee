import { conversationInPath, paths, sameSectionIn } from './paths';

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
  it.each(Object.keys(paths) as (keyof typeof paths)[])('keeps the section: %s', (name) => {
    expect(sameSectionIn('globex', paths[name]('acme'))).toBe(paths[name]('globex'));
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
