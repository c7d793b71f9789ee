import { type GraphClientOptions, GraphConnection } from '../graph-connection';
import { AccountCalls } from './account-calls';
import { ManagementCalls } from './management-calls';
import { NumberCalls } from './number-calls';
import { TemplateCalls } from './template-calls';
import { TokenCalls } from './token-calls';
import { UploadCalls } from './upload-calls';

/** A person waits for these calls, and some of them take Meta long. */
const TIMEOUTS = { headersMs: 20_000, totalMs: 25_000 };
const MAX_CONNECTIONS = 32;

/**
 * What Graph lets us manage. One instance serves all tenants: credentials come with each call. Every call resolves with
 * a ManagementOutcome, and is made once; no redirect is followed.
 */
export class ManagementClient {
  readonly accounts: AccountCalls;
  readonly numbers: NumberCalls;
  readonly templates: TemplateCalls;
  readonly tokens: TokenCalls;
  readonly uploads: UploadCalls;
  private readonly graph: GraphConnection;

  constructor(options: GraphClientOptions) {
    this.graph = new GraphConnection({
      maxConnections: MAX_CONNECTIONS,
      ...options,
      timeouts: { ...TIMEOUTS, ...options.timeouts },
    });
    const calls = new ManagementCalls(this.graph);
    this.accounts = new AccountCalls(calls);
    this.numbers = new NumberCalls(calls);
    this.templates = new TemplateCalls(calls);
    this.tokens = new TokenCalls(calls);
    this.uploads = new UploadCalls(calls);
  }

  /** Waits for the calls under way, then closes all connections. Later calls resolve as `failed`. */
  close(): Promise<void> {
    return this.graph.close();
  }
}
