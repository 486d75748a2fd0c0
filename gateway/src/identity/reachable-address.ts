import { BlockList, isIP } from 'node:net';

/** Where the hub may be led to by the name in a settings file or by an issuer's answer. */
export interface Reach {
  /** Hosts that may have addresses of private networks. */
  readonly privateHosts: readonly string[];
  /** Whether the loopback address may be reached, and without TLS. */
  readonly mayBeLoopback: boolean;
}

const loopback = blockList(['127.0.0.0/8', '::1/128']);
const privateNetworks = blockList([
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
]);
/** Never an issuer: link-local with the metadata of clouds, reserved, multicast and documentation networks. */
const never = blockList([
  ...['0.0.0.0/8', '100.100.100.200/32', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4', '168.63.129.16/32'],
  ...['::/128', 'fe80::/10', 'fec0::/10', 'ff00::/8', '2001:db8::/32', 'fd00:ec2::254/128'],
  // An IPv4 address in the clothes of IPv6 would walk past the lists above.
  ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32'],
]);

/** Why the address may not be reached under the host's name; null when it may. */
export function refusalOfAddress(host: string, address: string, reach: Reach): string | null {
  const plain = withoutMapping(address);
  if (isIn(loopback, plain)) return reach.mayBeLoopback ? null : 'it is this machine itself';
  if (isIn(never, plain)) return 'its address is link-local, reserved or of no single machine';
  const isNamed = reach.privateHosts.some((named) => named.toLowerCase() === host.toLowerCase());
  if (isIn(privateNetworks, plain) && !isNamed)
    return 'its address is private, and KOMMUNHUB_PRIVATE_HOSTS does not name it';
  return isIP(plain) === 0 ? 'it has no address' : null;
}

/** Whether the text is a loopback address or the name that every machine gives it. */
export function isLoopback(host: string): boolean {
  const plain = withoutMapping(host.replace(/^\[|\]$/g, ''));
  return host === 'localhost' || isIn(loopback, plain);
}

/** `::ffff:10.0.0.1` is 10.0.0.1. */
export function withoutMapping(address: string): string {
  const [, plain] = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address) ?? [];
  if (plain !== undefined) return plain;
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address) ?? [];
  if (high === undefined || low === undefined) return address;
  const number = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((bits) => (number >>> bits) & 255).join('.');
}

/** Networks and single addresses as one list. @throws TypeError or RangeError for what is neither. */
export function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, /^\d+$/.test(bits) ? Number(bits) : Number.NaN, family);
  }
  return list;
}

export function isIn(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
