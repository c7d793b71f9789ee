import { newId } from '../../kernel/ids';
import { tenantStorage } from './storage-key';

const TENANT = '01900000-0000-7000-8000-000000000001';
const FILE = { id: '01900000-0000-7000-8000-000000000002', createdAt: new Date('2026-03-09T00:00:00Z') };

describe('a storage key', () => {
  it('begins with its tenant, and is the same each time', () => {
    expect(tenantStorage(TENANT).keyOf(FILE)).toBe(`tenants/${TENANT}/2026/03/${FILE.id}`);
    expect(tenantStorage(TENANT).keyOf(FILE)).toBe(tenantStorage(TENANT).keyOf(FILE));
  });

  it('is taken back from a row of its tenant', () => {
    const key = tenantStorage(TENANT).keyOf(FILE);
    expect(tenantStorage(TENANT).kept(key)).toBe(key);
  });

  it.each([
    ['another tenant', `tenants/${newId()}/2026/03/${FILE.id}`],
    ['a way up', `tenants/${TENANT}/2026/03/../../../${FILE.id}`],
    ['a way up behind it', `tenants/${TENANT}/2026/03/${FILE.id}/../../x`],
    ['a way to the root', `/tenants/${TENANT}/2026/03/${FILE.id}`],
    ['something else of the tenant', `tenants/${TENANT}/passwords`],
    ['nothing', ''],
  ])('is not %s', (_what, key) => {
    expect(() => tenantStorage(TENANT).kept(key)).toThrow('not of its tenant');
  });

  it.each(['', '..', `${TENANT}/..`, '../../etc', `${TENANT}0`, `{${TENANT}}`])(
    'is not made for what is no id: %j',
    (id) => {
      expect(() => tenantStorage(id)).toThrow('the id of a tenant');
      expect(() => tenantStorage(TENANT).keyOf({ ...FILE, id })).toThrow('the id of a file');
    },
  );
});
