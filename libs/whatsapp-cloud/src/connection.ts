import { buildConnector } from 'undici';

/** Raised when no connection came about, so that no byte of any request can have left. */
export class NeverConnected extends Error {
  override readonly name = 'NeverConnected';

  constructor(cause: Error) {
    super(`could not connect: ${causeOf(cause)}`);
  }
}

/** A connector that marks every failure of DNS, TCP, TLS and the connect timeout, which undici would report like any other error. */
export function markedConnector(connectTimeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeoutMs, allowH2: false });
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error) callback(new NeverConnected(error), null);
      else callback(null, socket);
    });
}

/** The code of an error, never its message: messages may quote addresses, headers or certificates. */
export function causeOf(error: unknown): string {
  const { code, errors, name } = (error ?? {}) as { code?: unknown; errors?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  if (Array.isArray(errors) && errors.length > 0) return causeOf(errors[0]);
  return typeof name === 'string' ? name : 'unknown error';
}
