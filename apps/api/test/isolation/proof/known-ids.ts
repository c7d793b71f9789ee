import { TestDatabase } from '../../support/test-database';
import { Place } from './requests';
import { FullTenant } from './tenant-rows';

interface KnownId {
  readonly table: string;
  readonly id: string;
}

/** The ids of a tenant: of its rows in every table, of itself, of its people and of their sessions, oldest first. */
export class KnownIds {
  private constructor(private readonly ids: readonly KnownId[]) {}

  static async of(database: TestDatabase, { id }: FullTenant): Promise<KnownIds> {
    const tables = await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name IN ('tenant_id', 'id') AND data_type = 'uuid'
       GROUP BY table_name HAVING count(*) = 2 ORDER BY 1`,
    );
    const rows = await database.query<KnownId>(
      `${tables.map(({ name }) => `SELECT '${name}' AS table, id FROM ${name} WHERE tenant_id = $1`).join(' UNION ALL ')}
       UNION ALL SELECT 'app_user', user_id FROM membership WHERE tenant_id = $1
       UNION ALL SELECT 'session', session.id FROM session JOIN membership USING (user_id) WHERE tenant_id = $1
       UNION ALL SELECT 'tenant', $1
       ORDER BY 1, 2`,
      [id],
    );
    return new KnownIds(rows);
  }

  all(): string[] {
    return this.ids.map(({ id }) => id);
  }

  /** Those that the place may mean first; of what is alike, the newest first. */
  candidatesFor(place: Place): string[] {
    const noun = place.noun.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, '');
    const fits = ({ table }: KnownId) => noun !== '' && (table.includes(noun) || noun.includes(table));
    const fitting = this.ids.filter(fits).toReversed();
    return [...fitting, ...this.onePerTable((known) => !fits(known))].map(({ id }) => id);
  }

  /** One for each kind of thing. */
  ofEveryTable(): string[] {
    return this.onePerTable(() => true).map(({ id }) => id);
  }

  private onePerTable(wanted: (known: KnownId) => boolean): KnownId[] {
    const newest = new Map(this.ids.filter(wanted).map((known) => [known.table, known]));
    return [...newest.values()];
  }

  /** The id in `other` of the row that is the like of this one. */
  mirrored(id: string, other: KnownIds): string {
    const known = this.ids.find((one) => one.id === id);
    if (known === undefined) return id;
    const place = this.ids.filter(({ table }) => table === known.table).indexOf(known);
    return other.ids.filter(({ table }) => table === known.table)[place]?.id ?? id;
  }
}
