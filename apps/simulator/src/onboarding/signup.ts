/** Facts G. */
export const CODE_LIFETIME_MS = 30_000;

/** A company that went through Embedded Signup. */
export interface Signup {
  code: string;
  wabaId: string;
  scopes: readonly string[];
  /** Milliseconds of the simulator's clock. */
  expiresAt: number;
}
