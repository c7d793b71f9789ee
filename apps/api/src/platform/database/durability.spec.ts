import { durabilityFaults } from './durability';

const DURABLE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

describe('the settings of a server', () => {
  it.each(['on', 'local', 'remote_write', 'remote_apply'])(
    'keep what is committed with synchronous_commit = %s',
    (synchronous_commit) => {
      expect(durabilityFaults({ ...DURABLE, synchronous_commit })).toEqual([]);
    },
  );

  it.each(['fsync', 'full_page_writes', 'synchronous_commit'])('do not with %s = off', (name) => {
    expect(durabilityFaults({ ...DURABLE, [name]: 'off' })).toEqual([
      expect.stringMatching(new RegExp(`^PostgreSQL runs with ${name} = off: .* Switch it on\\.$`)),
    ]);
  });

  it('are all named at once', () => {
    const off = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
    expect(durabilityFaults(off)).toHaveLength(3);
  });
});
