/** gRPC channels: in plain text on loopback, with TLS elsewhere, with credentials. */

import { type Channel, ChannelCredentials, createChannel, type ClientMiddleware, Metadata } from "nice-grpc";
import { isLoopback, parseEndpoints, grpcTarget } from "./addresses.js";
import { HotlineError } from "./errors.js";
import { ConnectionFault, probeClosedConnection, isUnknownHost } from "./faults.js";
import { Alarm, type WaitCallback } from "./waits.js";

/** A bearer token, or a function that returns the current one. */
export type Token = string | (() => string);

/** TLS settings; all in PEM. */
export interface Tls {
  /** CA certificates to trust; by default those of Node. */
  authority?: Buffer;
  /** Client certificate, for mutual TLS. */
  certificate?: Buffer;
  /** Private key of the client certificate. */
  key?: Buffer;
}

const SERVICE = {
  loadBalancingConfig: [{ round_robin: {} }],
  healthCheckConfig: { serviceName: "" },
};
const OPTIONS = {
  "grpc.service_config": JSON.stringify(SERVICE),
  // Reconnects to a restarted server within seconds and notices one that vanished.
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": 3000,
  "grpc.keepalive_time_ms": 30_000,
  "grpc.keepalive_timeout_ms": 10_000,
};

/** Server side of a connection: its address, its TLS settings, and the callback for long waits. */
export class Peer {
  constructor(
    readonly address: string,
    readonly tls: Tls | undefined,
    readonly onWait: WaitCallback,
  ) {}

  /** Starts notifying about an unanswered rpc, until cancelled. */
  alarm(rpc: string): Alarm {
    return new Alarm(this.address, rpc, this.onWait);
  }

  /** Converts an error thrown by an rpc, diagnosing what grpc does not report; returns anything else unchanged. */
  async refusal(error: unknown): Promise<unknown> {
    const failure = HotlineError.from(error);
    if (!(failure instanceof HotlineError)) return failure;
    const fault = await this.diagnose(failure);
    return fault ? failure.withFault(fault) : failure;
  }

  private async diagnose({ fault, message }: HotlineError): Promise<ConnectionFault | undefined> {
    const endpoints = parseEndpoints(this.address);
    if (fault === ConnectionFault.CLOSED) {
      return probeClosedConnection(endpoints, { usesTls: this.tls !== undefined, hasCertificate: !!this.tls?.certificate });
    }
    if (fault === ConnectionFault.UNREACHABLE && message.includes("Name resolution failed")) {
      return (await isUnknownHost(endpoints)) ? ConnectionFault.UNKNOWN_HOST : undefined;
    }
    return undefined;
  }
}

/**
 * Opens a channel for the generated clients.
 *
 * @throws AddressError the address is malformed.
 * @throws RangeError the address is not loopback and `tls` is missing.
 */
export function openChannel(address: string, tls?: Tls): Channel {
  if (!tls && !isLoopback(address)) {
    throw new RangeError(`${address} is not a loopback address: use tls, plain text would expose calls and tokens`);
  }
  const credentials = tls
    ? ChannelCredentials.createSsl(tls.authority ?? null, tls.key ?? null, tls.certificate ?? null)
    : ChannelCredentials.createInsecure();
  return createChannel(grpcTarget(address), credentials, OPTIONS);
}

/** Sends a token with every rpc. */
export function bearer(token: Token): ClientMiddleware {
  return async function* send(call, options) {
    const current = typeof token === "string" ? token : token();
    const metadata = Metadata(options.metadata).set("authorization", `Bearer ${current}`);
    return yield* call.next(call.request, { ...options, metadata });
  };
}

/** Notifies about unanswered rpcs. */
export function notifyWaits(peer: Peer): ClientMiddleware {
  return async function* notify(call, options) {
    if (call.requestStream || call.responseStream) return yield* call.next(call.request, options);
    const alarm = peer.alarm(call.method.path.slice(call.method.path.lastIndexOf("/") + 1));
    try {
      return yield* call.next(call.request, options);
    } finally {
      alarm.cancel();
    }
  };
}
