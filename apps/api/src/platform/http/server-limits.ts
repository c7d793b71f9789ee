/** What a connection may take (facts/reliability.md E6), in milliseconds and bytes. */
export interface ServerLimits {
  readonly headersTimeout: number;
  /** For the whole of a request, headers and body. */
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  /** How often the first two are looked after. */
  readonly connectionsCheckingInterval: number;
  readonly maxHeaderSize: number;
  /** Whoever comes while there are so many is hung up on. */
  readonly maxConnections: number;
}

export const SERVER_LIMITS: ServerLimits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  // Meta sends from a few hosts and keeps its connections; the proxy in front of us must close first, never we.
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
  maxConnections: 2_000,
};
