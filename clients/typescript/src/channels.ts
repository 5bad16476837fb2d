/** Connecting: in plain text on loopback, with TLS elsewhere, with credentials. */

import { type Channel, ChannelCredentials, createChannel, type ClientMiddleware, Metadata } from "nice-grpc";
import { isLoopback, placesOf, targetOf } from "./addresses.js";
import { HotlineError } from "./errors.js";
import { ConnectionFault, faultBehindClosing, isNameUnknown } from "./faults.js";
import { Alarm, type Tell } from "./waiting.js";

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

/** The other end of a connection: where it is, how it is spoken to, and who is told of waits for it. */
export class Peer {
  constructor(
    readonly address: string,
    readonly tls: Tls | undefined,
    readonly tell: Tell,
  ) {}

  /** Tells of an rpc that gets no answer, until it is cancelled. */
  alarm(rpc: string): Alarm {
    return new Alarm(this.address, rpc, this.tell);
  }

  /** The error for what an rpc raised, after looking into what grpc does not tell; anything else is given back. */
  async refusal(error: unknown): Promise<unknown> {
    const refused = HotlineError.from(error);
    if (!(refused instanceof HotlineError)) return refused;
    const fault = await this.lookInto(refused);
    return fault ? refused.withFault(fault) : refused;
  }

  private async lookInto({ fault, message }: HotlineError): Promise<ConnectionFault | undefined> {
    const places = placesOf(this.address);
    if (fault === ConnectionFault.CLOSED) {
      return faultBehindClosing(places, { secured: this.tls !== undefined, certified: !!this.tls?.certificate });
    }
    if (fault === ConnectionFault.UNREACHABLE && message.includes("Name resolution failed")) {
      return (await isNameUnknown(places)) ? ConnectionFault.NAME_UNKNOWN : undefined;
    }
    return undefined;
  }
}

/**
 * Opens a channel for the generated clients.
 *
 * @throws AddressError the address is not written as it must be.
 * @throws RangeError a token would go over a network in plain text.
 */
export function openChannel(address: string, tls?: Tls): Channel {
  if (!tls && !isLoopback(address)) {
    throw new RangeError(`${address} is not on loopback: connect with tls, plain text shows calls and tokens`);
  }
  const credentials = tls
    ? ChannelCredentials.createSsl(tls.authority ?? null, tls.key ?? null, tls.certificate ?? null)
    : ChannelCredentials.createInsecure();
  return createChannel(targetOf(address), credentials, OPTIONS);
}

/** Sends a token with every rpc. */
export function bearer(token: Token): ClientMiddleware {
  return async function* send(call, options) {
    const present = typeof token === "string" ? token : token();
    const metadata = Metadata(options.metadata).set("authorization", `Bearer ${present}`);
    return yield* call.next(call.request, { ...options, metadata });
  };
}

/** Tells of rpcs that get no answer. */
export function patient(peer: Peer): ClientMiddleware {
  return async function* wait(call, options) {
    if (call.requestStream || call.responseStream) return yield* call.next(call.request, options);
    const alarm = peer.alarm(call.method.path.slice(call.method.path.lastIndexOf("/") + 1));
    try {
      return yield* call.next(call.request, options);
    } finally {
      alarm.cancel();
    }
  };
}
