import { conversationInPath, paths } from './paths';

describe('the addresses of the dashboard', () => {
  it('carry the tenant and what is open', () => {
    expect(paths.inbox('acme')).toBe('/t/acme/inbox');
    expect(paths.inbox('acme', 'c1')).toBe('/t/acme/inbox/c1');
    expect(paths.channels('acme')).toBe('/t/acme/channels');
  });

  it('give back the conversation they open', () => {
    expect(conversationInPath(paths.inbox('acme', 'c1'))).toBe('c1');
    expect(conversationInPath(paths.inbox('acme'))).toBeNull();
    expect(conversationInPath(paths.channels('acme'))).toBeNull();
    expect(conversationInPath('/t/acme/inbox/c1/more')).toBeNull();
  });
});
