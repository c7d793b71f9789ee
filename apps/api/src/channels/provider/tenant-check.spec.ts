import fc from 'fast-check';
import { MissingTenant } from '../../kernel/context';
import { assertTenant, INTERNAL_CALLS } from './tenant-check';

const MISMATCH = expect.objectContaining({
  status: 403,
  code: 'tenant_mismatch',
  message: 'Tenant ID mismatch',
}) as Error;

describe('what belongs to a tenant', () => {
  it('serves that tenant', () => {
    expect(() => assertTenant('one', { tenantIds: ['one'] })).not.toThrow();
  });

  it('serves no other tenant, and no work of several, also not for a call of ours', () => {
    const others = fc.array(fc.constantFrom('one', 'two', 'three'), { minLength: 1, maxLength: 3 });
    const call = fc.constantFrom(undefined, ...INTERNAL_CALLS);
    fc.assert(
      fc.property(others, call, (tenantIds, internalCall) => {
        fc.pre(tenantIds.join() !== 'one');
        expect(() => assertTenant('one', { tenantIds }, internalCall)).toThrow(MISMATCH);
      }),
    );
  });

  it.each([[undefined], [{ tenantIds: [] }]])(
    'serves work of no tenant (%j) where it is named, and nowhere else',
    (none) => {
      expect(() => assertTenant('one', none)).toThrow(MissingTenant);
      for (const call of INTERNAL_CALLS) expect(() => assertTenant('one', none, call)).not.toThrow();
    },
  );
});
