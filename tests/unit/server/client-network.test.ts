import { describe, expect, test } from '@jest/globals'
import { networkPrefixOf } from '../../../plugins/comment-period/server/src/services/client-network'

describe('the network of an address', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['64:ff9b::203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51234', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::1]:443', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is %s', (address, network) => {
    expect(networkPrefixOf(address)).toBe(network)
  })

  test('is one for everything that is no address, and no caller’s text', () => {
    for (const typed of ['', 'unknown', '6.6.6.6.6', "'; DROP", '_hidden', '[', '::1::', 'a.b:1']) {
      expect(networkPrefixOf(typed)).toBe('unreadable')
    }
  })

  test('tells neighbours apart where they are different subscribers', () => {
    expect(networkPrefixOf('203.0.113.7')).not.toBe(networkPrefixOf('203.0.113.8'))
    expect(networkPrefixOf('2001:db8:1:2::1')).not.toBe(networkPrefixOf('2001:db8:1:3::1'))
  })
})
