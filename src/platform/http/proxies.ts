import { isIPv4, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** A proxy on this machine alone. */
export const OWN_PROXY: readonly string[] = ['loopback'];

const RANGES: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/**
 * The proxies whose word is taken for where a request comes from and whether it came by https.
 * @param written addresses, blocks (`10.1.2.0/24`) or one of three names, with commas between. @returns undefined if one is none of these.
 */
export function readProxies(written: string): readonly string[] | undefined {
  const proxies = written
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return proxies.every((one) => RANGES.includes(one) || isBlock(one)) ? proxies : undefined;
}

function isBlock(written: string): boolean {
  const [address = '', bits, ...more] = written.split('/');
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
  return more.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

/** Is the request made on the machine the server runs on? One that somebody else has passed on is not. */
export function fromThisMachine(request: FastifyRequest): boolean {
  const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '');
  return local && request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined;
}
