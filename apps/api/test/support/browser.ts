import { Client } from './client';
import { Product } from './product';

const ORIGIN = 'http://localhost:3000';
const COOKIE = 'parley';

/** A browser at the dashboard: it says where its page sits and keeps the cookie that it is given. */
export class Browser extends Client {
  private constructor(
    private readonly url: () => string,
    private readonly jar: { cookie?: string | undefined },
  ) {
    super(url, () =>
      Promise.resolve({
        origin: ORIGIN,
        'sec-fetch-site': 'same-origin',
        ...(jar.cookie !== undefined && { cookie: `${COOKIE}=${jar.cookie}` }),
      }),
    );
  }

  /** At the api of the product, or at that one of its processes. */
  static at(product: Product, apiUrl?: string): Browser {
    return new Browser(() => apiUrl ?? product.apiUrl, {});
  }

  /** Another one that holds what this one holds now: somebody copied the cookie. */
  copy(apiUrl?: string): Browser {
    return new Browser(apiUrl === undefined ? this.url : () => apiUrl, { ...this.jar });
  }

  get token(): string | undefined {
    return this.jar.cookie;
  }

  set token(token: string | undefined) {
    this.jar.cookie = token;
  }

  override async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await super.fetch(path, init);
    for (const line of response.headers.getSetCookie()) {
      const value = new RegExp(`^${COOKIE}=([^;]*)`).exec(line)?.[1];
      if (value !== undefined) this.jar.cookie = value === '' ? undefined : value;
    }
    return response;
  }

  /** Signs in and answers the browser itself. @throws Error when it is refused */
  async signedInAs(email: string, password: string, code?: string): Promise<this> {
    const { status, body } = await this.post('/api/v1/session', {
      email,
      password,
      ...(code !== undefined && { code }),
    });
    if (status !== 200) throw new Error(`Signing in was answered ${status}: ${JSON.stringify(body)}`);
    return this;
  }
}
