import { workspaceToOpen } from './last-workspace';

const acme = { slug: 'acme' };
const globex = { slug: 'globex' };

describe('the workspace behind the front page', () => {
  it('is the one that was open last', () => expect(workspaceToOpen([acme, globex], 'globex')).toBe('globex'));

  it('is the first, when the last one is not theirs any more or was never remembered', () => {
    expect(workspaceToOpen([acme, globex], 'initech')).toBe('acme');
    expect(workspaceToOpen([acme, globex], undefined)).toBe('acme');
  });

  it('is none for whoever belongs nowhere', () => expect(workspaceToOpen([], 'acme')).toBeNull());
});
