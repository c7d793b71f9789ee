import { newId } from '../../../src/kernel/ids';
import { TestDatabase } from '../../support/test-database';

type Row = Record<string, unknown>;

const HOUR_MS = 3_600_000;
export const later = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);
export const earlier = (hours: number): Date => later(-hours);

/** Writes rows of one tenant whose texts have its word in them. */
export class RowWriter {
  constructor(
    protected readonly database: TestDatabase,
    readonly tenantId: string,
    readonly word: string,
  ) {}

  text(what: string): string {
    return `${this.word} ${what}`;
  }

  async insert(table: string, row: Row): Promise<string> {
    const whole: Row = { tenant_id: this.tenantId, id: newId(), ...row };
    await this.insertRow(table, whole);
    return String(whole['id']);
  }

  protected async insertRow(table: string, row: Row): Promise<void> {
    const columns = Object.keys(row);
    await this.database.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(row),
    );
  }
}
