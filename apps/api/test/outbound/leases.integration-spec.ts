import { newId } from '../../src/kernel/ids';
import { eventually } from '../support/eventually';
import { OutboxScene } from './outbox-scene';

describe('the lease of a channel', () => {
  let scene: OutboxScene;
  const [first, second] = [newId(), newId()];

  beforeEach(async () => {
    scene = await OutboxScene.set();
  });
  afterEach(() => scene.strike());

  const ends = (ago: string) =>
    scene.database.query(`UPDATE sender_lease SET lease_until = clock_timestamp() - $1::interval`, [ago]);

  it('is had by one, who keeps it with the same fence', async () => {
    const fence = await scene.hold(first);
    expect(fence).toBe('1');
    expect(await scene.hold(first)).toBe(fence);
    expect(await scene.hold(second)).toBeUndefined();
  });

  it('goes to another with a higher fence, a whole window after it has ended', async () => {
    await scene.hold(first);
    const beganAt = performance.now();
    await ends('500 milliseconds');
    expect(await eventually('another has it', () => scene.hold(second))).toBe('2');
    expect(performance.now() - beganAt).toBeGreaterThanOrEqual(500);
    expect(await scene.hold(first)).toBeUndefined();
  });

  it('that is given back need not run out', async () => {
    await scene.hold(first);
    await scene.leases.releaseAcrossTenants(first);
    await ends('1100 milliseconds');
    expect(await scene.hold(second)).toBe('2');
  });

  it('is had by one of ten who want it at once', async () => {
    const fences = await Promise.all(Array.from({ length: 10 }, () => scene.hold(newId())));
    expect(fences.filter((fence) => fence !== undefined)).toEqual(['1']);
  });

  it('is what a claim needs: without it, or with an older one, nothing is claimed', async () => {
    const message = await scene.queue();
    expect(await scene.claim(first, '1')).toEqual([]);
    await scene.hold(first);
    await ends('2 seconds');
    expect(await scene.claim(first, '1')).toEqual([]);
    await scene.hold(second);
    expect(await scene.claim(first, '1')).toEqual([]);
    expect(await scene.claim(second, '2')).toEqual([message]);
  });

  it('is wanted where something is due, and where somebody of before has left something in flight', async () => {
    expect(await scene.leases.waitingAcrossTenants()).toEqual([]);
    await scene.queue();
    expect(await scene.leases.waitingAcrossTenants()).toEqual([{ ...scene.key, isAbandoned: false }]);
    await scene.hold(first);
    await scene.claim(first, '1');
    expect(await scene.leases.waitingAcrossTenants()).toEqual([]);
    await ends('2 seconds');
    expect(await scene.leases.waitingAcrossTenants()).toEqual([{ ...scene.key, isAbandoned: true }]);
  });
});
