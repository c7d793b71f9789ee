import { newId } from '../../../src/kernel/ids';
import { inGoodFaith } from './attacker';
import { Caller } from './callers';
import { KnownIds } from './known-ids';
import { Operation } from './operations';
import { Draft, idAt, Place, withId } from './requests';

/** Two requests that differ in one thing: it is the other tenant's, or it is nobody's. */
export interface Attack {
  readonly what: string;
  readonly foreign: Draft;
  readonly unknown: Draft;
  readonly given: string;
  readonly instead: string;
  /** Neither may get anything done. */
  readonly opensNothing?: boolean;
}

interface Setting {
  readonly caller: Caller;
  readonly own: Draft;
  readonly home: KnownIds;
  readonly foreign: KnownIds;
  /** Also ids that do not even fit, and what is smuggled in where nobody asked for it. */
  readonly thorough: boolean;
}

const NOBODY = newId();
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const NO_TENANT = 'zq7nobody';
const NAMES_OF_A_TENANT = ['tenant', 'tenantId', 'tenant_id', 'tenantSlug'];

export function attacksOn(operation: Operation, places: readonly Place[], setting: Setting): Attack[] {
  return [
    ...places.flatMap((place) => atPlace(place, setting)),
    ...byHeader(operation, setting),
    ...(setting.thorough ? [...smuggled(operation, setting), ...byVersion(places, setting)] : []),
  ];
}

/** Another tenant's id where one of our own belongs. */
function atPlace(place: Place, { caller, own, home, foreign, thorough }: Setting): Attack[] {
  const current = idAt(own, place);
  const like = current === undefined ? undefined : home.mirrored(current, foreign);
  const ids = new Set([
    ...(like === undefined ? [] : [like]),
    ...foreign.candidatesFor(place).slice(0, 1),
    ...(thorough ? foreign.ofEveryTable() : []),
  ]);
  return [...ids].map((id) => ({
    what: `an id of the other tenant as ${place.where} ${place.name}`,
    foreign: inGoodFaith(caller, withId(own, place, id)),
    unknown: inGoodFaith(caller, withId(own, place, NOBODY)),
    given: id,
    instead: NOBODY,
  }));
}

/** The other tenant by name. */
function byHeader({ access }: Operation, { caller, own }: Setting): Attack[] {
  if (caller.isOfBoth) return [];
  return [
    {
      what: 'the name of the other tenant in the header',
      foreign: { ...own, headers: { 'parley-tenant': caller.foreign.slug } },
      unknown: { ...own, headers: { 'parley-tenant': NO_TENANT } },
      given: caller.foreign.slug,
      instead: NO_TENANT,
      opensNothing: access.kind === 'permission',
    },
  ];
}

/** The other tenant where nobody asked for one. */
function smuggled(operation: Operation, { caller, own }: Setting): Attack[] {
  const { id, slug } = caller.foreign;
  return NAMES_OF_A_TENANT.flatMap((name) => {
    const [given, instead] = /id$/i.test(name) ? [id, NOBODY] : [slug, NO_TENANT];
    const pair = (what: string, put: (value: string) => Draft): Attack => ({
      what: `the other tenant as ${what} ${name}`,
      foreign: inGoodFaith(caller, put(given)),
      unknown: inGoodFaith(caller, put(instead)),
      given,
      instead,
    });
    const inQuery = pair('query', (value) => ({ ...own, query: { ...own.query, [name]: value } }));
    if (operation.method === 'GET') return [inQuery];
    const inBody = pair('body', (value) => ({ ...own, body: { ...(own.body as object), [name]: value } }));
    return [inQuery, inBody];
  });
}

/** The place in their list at which they went on reading. */
export function withCursor(caller: Caller, own: Draft, cursor: string): Attack {
  const plain = Buffer.from(cursor, 'base64url').toString();
  const nobodys = Buffer.from(plain.replace(UUID, NOBODY)).toString('base64url');
  const at = (place: string) => inGoodFaith(caller, { ...own, query: { ...own.query, cursor: place } });
  return {
    what: 'a cursor of the other tenant',
    foreign: at(cursor),
    unknown: at(nobodys),
    given: cursor,
    instead: nobodys,
  };
}

/** Their id with the version that it has, which is not the version of ours. */
function byVersion(places: readonly Place[], { caller, own, home, foreign }: Setting): Attack[] {
  const headers = { 'if-match': '"7"' };
  const versioned = places
    .filter(({ where }) => where === 'path')
    .map((place) => {
      const current = idAt(own, place) ?? '';
      const given = home.mirrored(current, foreign);
      return {
        what: `an id of the other tenant as ${place.name}, with its version`,
        foreign: inGoodFaith(caller, { ...withId(own, place, given), headers }),
        unknown: inGoodFaith(caller, { ...withId(own, place, NOBODY), headers }),
        given,
        instead: NOBODY,
      };
    });
  return versioned;
}
