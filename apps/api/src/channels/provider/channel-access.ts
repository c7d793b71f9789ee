/** A channel as its provider knows it, with the token that opens it. */
export interface ChannelAccess {
  readonly externalId: string;
  readonly accountId: string;
  readonly accessToken: string;
  /** Our simulator plays the provider for it. */
  readonly simulated: boolean;
}
