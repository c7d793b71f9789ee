import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { networkOf } from './network-of';

describe('the place that somebody comes from', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['2001:db8:1::', '2001:db8:1:0::/64'],
    ['not an address', 'not an address'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));

  it('is the same for every address of one IPv6 network, and another for another', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    const groups = fc.array(group, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(groups, groups, groups, (network, one, other) => {
        const [here, there] = [[...network, ...one].join(':'), [...network, ...other].join(':')];
        expect(isIPv6(here)).toBe(true);
        expect(networkOf(here)).toBe(networkOf(there));
        if (network.join() !== one.join())
          expect(networkOf([...one, ...other].join(':'))).not.toBe(networkOf(here));
      }),
    );
  });
});
