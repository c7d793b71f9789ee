/** What a failed statement says of the next attempt. */
export type Trouble =
  /** The connection, or the server behind it, is gone or going: another one may do. */
  | 'connection'
  /** Something in the rows. */
  | 'data'
  /** Whatever is written now will fail the same: a full disk, a missing table, a server that only reads. */
  | 'lasting';

const DATA_CLASSES = ['22', '23', '54'];
/** Operator intervention (shutdowns, crash, starting up) and connection exceptions; also who was chosen as victim. */
const CONNECTION = /^(08|57P|40|53300|25006)/;

/** By the SQLSTATE where PostgreSQL answered; what it did not answer is a matter of the connection. */
export function troubleOf(error: unknown): Trouble {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown };
  if (severity === undefined || typeof code !== 'string') return 'connection';
  if (CONNECTION.test(code)) return 'connection';
  return DATA_CLASSES.includes(code.slice(0, 2)) ? 'data' : 'lasting';
}
