import fc from 'fast-check';
import { MediaHosts } from './media-hosts';

const meta = new MediaHosts('https://graph.facebook.com', ['lookaside.fbsbx.com']);
const simulator = new MediaHosts('http://127.0.0.1:4000', ['lookaside.fbsbx.com']);

describe('the hosts that may be asked with a token', () => {
  it.each([
    ['https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=3'],
    ['https://LOOKASIDE.fbsbx.com/x'],
    ['https://lookaside.fbsbx.com:443/x'],
    ['https://graph.facebook.com/x'],
  ])('are the Graph API and the named ones: %s', (address) => {
    expect(meta.permitted(address)).not.toBeNull();
  });

  it.each([
    ['plain HTTP', 'http://lookaside.fbsbx.com/x'],
    ['another host', 'https://attacker.example/x'],
    ['a host that ends like one', 'https://evil-lookaside.fbsbx.com/x'],
    ['a host below one', 'https://x.lookaside.fbsbx.com/x'],
    ['a host that begins like one', 'https://lookaside.fbsbx.com.attacker.example/x'],
    ['the name with a dot behind it', 'https://lookaside.fbsbx.com./x'],
    ['one as the user of another', 'https://lookaside.fbsbx.com@attacker.example/x'],
    ['one as the user of another, with a backslash', 'https://attacker.example\\@lookaside.fbsbx.com/x'],
    ['one with a user', 'https://user:password@lookaside.fbsbx.com/x'],
    ['another port', 'https://lookaside.fbsbx.com:8443/x'],
    ['a letter that looks like one', 'https://lookasidе.fbsbx.com/x'],
    ['this machine', 'https://127.0.0.1/x'],
    ['this machine as a number', 'https://2130706433/x'],
    ['another scheme', 'file:///etc/passwd'],
    ['another scheme with the host', 'ftp://lookaside.fbsbx.com/x'],
    ['no scheme', '//lookaside.fbsbx.com/x'],
    ['nothing', ''],
    ['no address', 'hello'],
  ])('are not: %s', (_what, address) => {
    expect(meta.permitted(address)).toBeNull();
  });

  it('are the base itself with its port, also over HTTP, and no other port of it', () => {
    expect(simulator.permitted('http://127.0.0.1:4000/media/1')).not.toBeNull();
    expect(simulator.permitted('http://127.0.0.1:4001/media/1')).toBeNull();
    expect(simulator.permitted('http://127.0.0.1/media/1')).toBeNull();
    expect(simulator.permitted('http://localhost:4000/media/1')).toBeNull();
  });

  it('are never any but these, whatever the address', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.webUrl().map((url) => url.replace('//', '//lookaside.fbsbx.com')),
        ),
        (address) => {
          const url = meta.permitted(address);
          if (url !== null) expect(['lookaside.fbsbx.com', 'graph.facebook.com']).toContain(url.host);
        },
      ),
    );
  });
});
