import { BlockList, isIP } from 'node:net';

/** Names under which clouds serve the credentials of a machine. */
const METADATA_HOSTS = new Set([
  'metadata',
  'metadata.goog',
  'metadata.google.internal',
  'instance-data',
  'instance-data.ec2.internal',
]);

const forbidden = new BlockList();
// Link-local: AWS, Google, Azure, OpenStack and others answer at 169.254.169.254.
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addSubnet('fe80::', 10, 'ipv6');
// The same range in other clothes: behind NAT64 (RFC 6052), behind 6to4
// (RFC 3056), and as the "compatible" form of old.
forbidden.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
forbidden.addSubnet('2002:a9fe::', 32, 'ipv6');
forbidden.addSubnet('::a9fe:0', 112, 'ipv6');
forbidden.addAddress('fd00:ec2::254', 'ipv6'); // AWS over IPv6
forbidden.addAddress('100.100.100.200', 'ipv4'); // Alibaba Cloud
forbidden.addAddress('168.63.129.16', 'ipv4'); // Azure's host agent
forbidden.addAddress('192.0.0.192', 'ipv4'); // Oracle Cloud
// "Any address" connects to this very machine, "this network" to nowhere.
forbidden.addSubnet('0.0.0.0', 8, 'ipv4');
forbidden.addAddress('::', 'ipv6');

/**
 * Tells whether a host (a name or an IP address, IPv6 without brackets) is one
 * that is never an API server but gives away a machine's cloud credentials.
 *
 * @internal
 */
export function isForbiddenAddress(host: string): boolean {
  const version = isIP(host);
  if (version === 0) {
    return METADATA_HOSTS.has(host.toLowerCase().replace(/\.$/, ''));
  }
  // A resolver may name the interface too: fe80::1%eth0.
  const [address] = host.split('%');
  return forbidden.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
