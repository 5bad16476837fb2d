/** Connecting: in plain text on loopback, with TLS elsewhere, as somebody. */

import { type Channel, ChannelCredentials, createChannel, type ClientMiddleware, Metadata } from "nice-grpc";

/** A token, or what gives the present one, for tokens that are renewed. */
export type Token = string | (() => string);

/** What secures a connection; PEM. */
export interface Tls {
  /** Certificates of whoever vouches for the server; those that Node knows if none are given. */
  authority?: Buffer;
  /** The client's own, for systems that are known by one. */
  certificate?: Buffer;
  /** Key of the certificate. */
  key?: Buffer;
}

const SERVICE = {
  loadBalancingConfig: [{ round_robin: {} }],
  healthCheckConfig: { serviceName: "" },
};
const OPTIONS = {
  "grpc.service_config": JSON.stringify(SERVICE),
  // A server that was restarted is found again within seconds, one that vanished is noticed.
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": 3000,
  "grpc.keepalive_time_ms": 30_000,
  "grpc.keepalive_timeout_ms": 10_000,
};
const LOOPBACK = ["127.", "localhost:", "[::1]:", "unix:"];

/** A channel for the generated clients. Throws where a token would go over a network in plain text. */
export function openChannel(address: string, tls?: Tls): Channel {
  const places = address.split(",");
  if (!tls && !places.every((place) => LOOPBACK.some((start) => place.startsWith(start)))) {
    throw new RangeError(`${address} is not on loopback: connect with tls, plain text shows calls and tokens`);
  }
  const credentials = tls
    ? ChannelCredentials.createSsl(tls.authority ?? null, tls.key ?? null, tls.certificate ?? null)
    : ChannelCredentials.createInsecure();
  return createChannel(places.length > 1 ? `ipv4:${address}` : address, credentials, OPTIONS);
}

/** Sends a token with every rpc. */
export function bearer(token: Token): ClientMiddleware {
  return async function* send(call, options) {
    const present = typeof token === "string" ? token : token();
    const metadata = Metadata(options.metadata).set("authorization", `Bearer ${present}`);
    return yield* call.next(call.request, { ...options, metadata });
  };
}
