/** Who may be asked with a tenant's token: the Graph API itself, and the hosts on which Meta keeps the bytes. */
export class MediaHosts {
  private readonly base: URL;
  private readonly hosts: ReadonlySet<string>;

  /** @param hosts as in a URL: a name, with a port where it is not that of the scheme; no patterns */
  constructor(baseUrl: string, hosts: readonly string[]) {
    this.base = new URL(baseUrl);
    this.hosts = new Set([this.base.host, ...hosts.map((host) => host.toLowerCase())]);
  }

  /** The address, parsed once, for whoever asks it; null when it must not be asked at all. */
  permitted(address: string): URL | null {
    if (!URL.canParse(address)) return null;
    const url = new URL(address);
    const isSecret =
      url.protocol === 'https:' || (url.protocol === 'http:' && this.base.protocol === 'http:');
    const hasUser = url.username !== '' || url.password !== '';
    return isSecret && !hasUser && this.hosts.has(url.host) ? url : null;
  }
}
