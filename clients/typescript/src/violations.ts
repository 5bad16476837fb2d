/** Detection of values that cannot be serialized, which grpc-js would report as an error of the server. */

import { ClientError, type ClientMiddleware, Status } from "nice-grpc";
import { HotlineError } from "./errors.js";
import { SERVICES } from "./services.js";

// Prefix of the status that grpc-js reports when the generated code fails to serialize a request.
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

/** Rejects requests whose values do not fit their fields, naming the fields. */
export const refuseUnsendable: ClientMiddleware = async function* refuse(call, options) {
  let last: unknown = call.request;
  async function* remember<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
    for await (const item of items) {
      last = item;
      yield item;
    }
  }
  try {
    return yield* call.next(call.requestStream ? remember(call.request) : call.request, options);
  } catch (error) {
    if (!(error instanceof ClientError) || !error.details.startsWith(UNSENDABLE)) throw error;
    throw refusal(violationsOf(REQUESTS.get(call.method.path), last), error.details);
  }
};

function refusal(violations: Record<string, string>, details: string): HotlineError {
  const message = Object.entries(violations).map(([field, violation]) => `${field}:${violation}`);
  return new HotlineError(Status.INVALID_ARGUMENT, message.join(";") || details, violations);
}

/** Returns an error message for each field with an unsuitable value, keyed by the field's path in the contract. */
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
  /** The message reduced to this value. */
  readonly alone: unknown;
}

function* leavesOf(value: unknown, path = ""): Generator<Leaf> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const leaf of leavesOf(item, `${path}[${index}]`)) yield { ...leaf, alone: [leaf.alone] };
    }
  } else if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [name, item] of Object.entries(value)) {
      const itemPath = path ? `${path}.${contractName(name)}` : contractName(name);
      for (const leaf of leavesOf(item, itemPath)) yield { ...leaf, alone: { [name]: leaf.alone } };
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
