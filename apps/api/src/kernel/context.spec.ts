import {
  currentContext,
  currentTenant,
  currentTenants,
  forTenants,
  inContext,
  MissingTenant,
} from './context';

describe('the work context', () => {
  it('knows no tenant where none was set', () => {
    expect(currentContext()).toBeUndefined();
    expect(() => currentTenants()).toThrow(MissingTenant);
    expect(() => currentTenant()).toThrow(MissingTenant);
  });

  it('knows no tenant in a request that nobody has authorised yet', () => {
    inContext({ correlationId: 'c', tenantIds: [] }, () => {
      expect(() => currentTenants()).toThrow(MissingTenant);
    });
  });

  it('names the one tenant that the work runs for', () => {
    forTenants(['a'], () => expect(currentTenant()).toBe('a'));
  });

  it('refuses to name one tenant where the work runs for two', () => {
    forTenants(['a', 'b'], () => {
      expect(currentTenants()).toEqual(['a', 'b']);
      expect(() => currentTenant()).toThrow(MissingTenant);
    });
  });

  it('keeps the correlation id of the caller when it narrows the tenants', () => {
    inContext({ correlationId: 'request-1', tenantIds: [] }, () => {
      forTenants(['a'], () =>
        expect(currentContext()).toEqual({ correlationId: 'request-1', tenantIds: ['a'] }),
      );
    });
  });

  it('gives work that nobody asked for a correlation id of its own', () => {
    const ids = ['a', 'b'].map((tenant) => forTenants([tenant], () => currentContext()?.correlationId));
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('keeps pieces of work that take turns apart', async () => {
    const work = (tenant: string) =>
      forTenants([tenant], async () => {
        const seen = [currentTenant()];
        await Promise.resolve();
        seen.push(currentTenant());
        return seen;
      });
    expect(await Promise.all([work('a'), work('b')])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
  });

  it('ends with the work, also when the work fails', () => {
    expect(() =>
      forTenants(['a'], () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(currentContext()).toBeUndefined();
  });
});
