import fc from 'fast-check';
import { newId } from '../../kernel/ids';
import { CacheKey, countByEntity, prefixOf } from './cache-key';

const tenantId = fc.constantFrom(newId(), newId(), newId());
const entity = fc.stringMatching(/^[a-z]{1,4}(-[a-z]{1,4}){0,2}$/).filter((name) => name !== 'limit');
const id = fc.stringMatching(/^[\w.-]{1,8}$/);
const key = fc.tuple(tenantId, entity, id);

describe('a key of the cache', () => {
  it('includes the id of its tenant: tenant:{tenantId}:{entity}:{id}', () => {
    const acme = newId();
    expect(new CacheKey(acme, 'sending-policy', 'all').text).toBe(`tenant:${acme}:sending-policy:all`);
  });

  it('is the same for the same thing of the same tenant, and for nothing else', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        const isSame = one.every((part, at) => part === other[at]);
        expect(new CacheKey(...one).text === new CacheKey(...other).text).toBe(isSame);
      }),
    );
  });

  it('begins with what all keys of its tenant begin with, and no key of another', () => {
    fc.assert(
      fc.property(key, tenantId, (one, other) => {
        expect(new CacheKey(...one).text.startsWith(prefixOf(other))).toBe(one[0] === other);
      }),
    );
  });

  it('is never made for what is no tenant, or by a name that could be mistaken for another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (tenant, what, which) => {
        expect(() => new CacheKey(tenant, 'thing', 'one')).toThrow('id of its tenant');
        if (!/^[a-z]+(-[a-z]+)*$/.test(what) || what === 'limit')
          expect(() => new CacheKey(newId(), what, 'one')).toThrow('Nothing is cached as');
        if (!/^[\w.-]+$/.test(which))
          expect(() => new CacheKey(newId(), 'thing', which)).toThrow('Nothing of');
      }),
    );
  });

  it('is counted with those of its sort', () => {
    const names = ['template:a', 'channel:all', 'template:b', 'constructor:a'].map(
      (end) => prefixOf(newId()) + end,
    );
    expect(countByEntity(names)).toEqual({ channel: 1, constructor: 1, template: 2 });
  });
});
