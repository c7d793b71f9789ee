import { Environment } from '../../platform/config/environment';

export interface GraphAddress {
  readonly baseUrl: string;
  readonly version: string;
  /** Undefined where calls prove nothing. */
  readonly appSecret: string | undefined;
}

/** Where Graph is, and what is proven to it. */
export function graphAddressOf(environment: Environment): GraphAddress {
  const proves = environment.WHATSAPP_APP_SECRET_PROOF === 'on';
  return {
    baseUrl: environment.WHATSAPP_GRAPH_URL,
    version: environment.WHATSAPP_GRAPH_VERSION,
    appSecret: proves ? environment.WHATSAPP_APP_SECRETS?.[0] : undefined,
  };
}
