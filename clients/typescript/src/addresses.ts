/** Server addresses: `host:port`, or a comma-separated list of `ip:port`. */

import { isIP } from "node:net";

const MAX_PORT = 65_535;
const UNIX = "unix:";

/** Malformed server address. */
export class AddressError extends RangeError {
  override readonly name = "AddressError";
}

/** Host and port of a server. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/**
 * Returns the gRPC target for an address.
 *
 * @throws AddressError malformed, or a list that is neither all IPv4 nor all IPv6.
 */
export function grpcTarget(address: string): string {
  const endpoints = parseEndpoints(address);
  if (endpoints.length <= 1) return address.trim();
  const versions = new Set(endpoints.map(({ host }) => isIP(host)));
  if (versions.has(0)) {
    throw new AddressError(`${address}: a list of servers takes ip:port only, not host names`);
  }
  if (versions.size > 1) throw new AddressError(`${address}: a list of servers must be all IPv4 or all IPv6`);
  return `ipv${[...versions][0]}:${address.replaceAll(" ", "")}`;
}

/**
 * Returns the endpoints of an address; empty for a Unix socket.
 *
 * @throws AddressError malformed.
 */
export function parseEndpoints(address: string): Endpoint[] {
  return address.startsWith(UNIX) ? [] : address.split(",").map((part) => parseEndpoint(part.trim()));
}

/** Returns whether every server in an address is on this host. */
export function isLoopback(address: string): boolean {
  return parseEndpoints(address).every(
    ({ host }) => host === "localhost" || (isIP(host) === 4 ? host.startsWith("127.") : host === "::1"),
  );
}

function parseEndpoint(text: string): Endpoint {
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  if (port === undefined || Number(port) > MAX_PORT || (bracketed !== undefined && isIP(bracketed) !== 6)) {
    throw new AddressError(`"${text}": expected host:port, or [address]:port for IPv6`);
  }
  return { host: bracketed ?? bare!, port: Number(port) };
}
