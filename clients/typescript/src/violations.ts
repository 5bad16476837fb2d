/** Values that cannot be sent: found before they look like a mistake of the server. */

import { ClientError, type ClientMiddleware, Status } from "nice-grpc";
import { HotlineError } from "./errors.js";
import { SERVICES } from "./services.js";

// grpc-js makes a status of the server's out of what the generated code throws.
const UNSENDABLE = "Request message serialization failure";

interface MessageType {
  encode(message: unknown): { finish(): Uint8Array };
  fromPartial(partial: unknown): unknown;
}

const REQUESTS: ReadonlyMap<string, MessageType> = new Map(
  SERVICES.flatMap(({ fullName, methods }) =>
    Object.values(methods).map(({ name, requestType }): [string, MessageType] => [
      `/${fullName}/${name}`,
      requestType as unknown as MessageType,
    ]),
  ),
);

/** Refuses requests with values that their fields cannot have, and names the fields. */
export const refuseUnsendable: ClientMiddleware = async function* refuse(call, options) {
  let last: unknown = call.request;
  async function* remembered<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
    for await (const item of items) {
      last = item;
      yield item;
    }
  }
  try {
    return yield* call.next(call.requestStream ? remembered(call.request) : call.request, options);
  } catch (error) {
    if (!(error instanceof ClientError) || !error.details.startsWith(UNSENDABLE)) throw error;
    throw refusal(violationsOf(REQUESTS.get(call.method.path), last), error.details);
  }
};

function refusal(violations: Record<string, string>, details: string): HotlineError {
  const message = Object.entries(violations).map(([field, wrong]) => `${field}:${wrong}`);
  return new HotlineError(Status.INVALID_ARGUMENT, message.join(";") || details, violations);
}

/** What is wrong with each field that has a value it cannot have, by its path as the contract names it. */
function violationsOf(type: MessageType | undefined, message: unknown): Record<string, string> {
  const violations: Record<string, string> = {};
  for (const { path, value, alone } of leavesOf(message)) {
    if (type && !isSendable(type, alone)) {
      violations[path] =
        `不能是 ${shown(value)}；枚举用 hotline-client/v1/*.js 里的常量，时间用 Date，64 位整数用 bigint`;
    }
  }
  return violations;
}

function isSendable(type: MessageType, partial: unknown): boolean {
  try {
    type.encode(type.fromPartial(partial)).finish();
    return true;
  } catch {
    return false;
  }
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
  /** The message with nothing but this value. */
  readonly alone: unknown;
}

function* leavesOf(value: unknown, path = ""): Generator<Leaf> {
  if (Array.isArray(value)) {
    for (const [place, item] of value.entries()) {
      for (const leaf of leavesOf(item, `${path}[${place}]`)) yield { ...leaf, alone: [leaf.alone] };
    }
  } else if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [name, item] of Object.entries(value)) {
      const inside = path ? `${path}.${contractName(name)}` : contractName(name);
      for (const leaf of leavesOf(item, inside)) yield { ...leaf, alone: { [name]: leaf.alone } };
    }
  } else {
    yield { path, value, alone: value };
  }
}

function contractName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function shown(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}
