import fc from 'fast-check';
import { addressKey } from './address-key';

describe('the address that is counted', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
  ])('for %s is %s', (address, key) => expect(addressKey(address)).toBe(key));

  it('is one for all addresses of one IPv6 network', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), (network, host) => {
        const written = addressKey(network).replace('::/64', '');
        const last = addressKey(host).replace('::/64', '');
        expect(addressKey(`${written}:${last}`)).toBe(addressKey(network));
      }),
    );
  });
});
