import { isId } from '../../kernel/ids';

const ENTITY = /^[a-z]+(-[a-z]+)*$/;
const LONGEST_ENTITY = 32;
const ID = /^[\w.-]{1,64}$/;
/** What the platform keeps for a tenant in the same Redis under names of the same form. */
const TAKEN = ['limit'];

/** What is cached, in one tenant. */
export interface CachedThing {
  readonly entity: string;
  readonly id: string;
}

/** The name of one thing of one tenant, in this process, in Redis and in what processes tell each other. */
export class CacheKey implements CachedThing {
  /** tenant:{tenantId}:{entity}:{id} */
  readonly text: string;

  /** @throws Error for what is no id of a tenant, and for names that could be mistaken for others */
  constructor(
    readonly tenantId: string,
    readonly entity: string,
    readonly id: string,
  ) {
    const isEntity = ENTITY.test(entity) && entity.length <= LONGEST_ENTITY && !TAKEN.includes(entity);
    if (!isEntity) throw new Error(`Nothing is cached as "${entity}": use words like sending-policy.`);
    if (!ID.test(id)) throw new Error(`Nothing of "${entity}" is cached as "${id}".`);
    this.text = `${prefixOf(tenantId)}${entity}:${id}`;
  }
}

/** What every key of that tenant begins with, and no key of another. @throws Error for what is no id of a tenant */
export function prefixOf(tenantId: string): string {
  if (!isId(tenantId)) throw new Error('A cache key needs the id of its tenant.');
  return `tenant:${tenantId}:`;
}

/** How many things of each sort have these names. */
export function countByEntity(keys: Iterable<string>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const key of [...keys].sort()) {
    const [, , entity = ''] = key.split(':');
    counts.set(entity, (counts.get(entity) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
