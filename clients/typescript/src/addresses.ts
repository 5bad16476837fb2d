/** Addresses of servers: `host:port`, or several `ip:port` with commas between. */

import { isIP } from "node:net";

const LONGEST_PORT = 65_535;
const UNIX = "unix:";

/** An address that cannot be connected to as it is written. */
export class AddressError extends RangeError {
  override readonly name = "AddressError";
}

/** Where a server listens. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/**
 * The target that grpc connects to.
 *
 * @throws AddressError not of the form `host:port`, or several that are not all IPv4 or all IPv6.
 */
export function targetOf(address: string): string {
  const places = placesOf(address);
  if (places.length <= 1) return address.trim();
  const versions = new Set(places.map(({ host }) => isIP(host)));
  if (versions.has(0)) {
    throw new AddressError(`${address}: several servers are written as ip:port, without host names`);
  }
  if (versions.size > 1) throw new AddressError(`${address}: several servers are all IPv4 or all IPv6`);
  return `ipv${[...versions][0]}:${address.replaceAll(" ", "")}`;
}

/**
 * The hosts and ports of an address; none for a socket in the file system.
 *
 * @throws AddressError not of the form `host:port`.
 */
export function placesOf(address: string): Place[] {
  return address.startsWith(UNIX) ? [] : address.split(",").map((place) => placeOf(place.trim()));
}

/** Whether nobody outside this host is connected to. */
export function isLoopback(address: string): boolean {
  return placesOf(address).every(
    ({ host }) => host === "localhost" || (isIP(host) === 4 ? host.startsWith("127.") : host === "::1"),
  );
}

function placeOf(place: string): Place {
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(place) ?? [];
  if (port === undefined || Number(port) > LONGEST_PORT || (bracketed !== undefined && isIP(bracketed) !== 6)) {
    throw new AddressError(`"${place}": an address is written host:port, one of IPv6 [address]:port`);
  }
  return { host: bracketed ?? bare!, port: Number(port) };
}
