/** Reasons why a connection fails, and whether retrying can help. */

import { lookup } from "node:dns/promises";
import { connect } from "node:tls";
import { Status } from "nice-grpc";
import { type Endpoint } from "./addresses.js";

const PROBE_MILLISECONDS = 2000;
// HTTP/2 connection preface: a server that requires a client certificate closes the connection only after it.
const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";

/** Reason why a server cannot be reached; its value is the text shown to staff. */
export enum ConnectionFault {
  TLS_REQUIRED = "服务要求用 TLS 连接",
  NOT_TLS = "对方不是 TLS 服务",
  TLS_FAILED = "TLS 握手失败",
  CERTIFICATE_REQUIRED = "服务要求对方出示证书",
  CERTIFICATE_OUT_OF_DATE = "服务的证书不在有效期内",
  CERTIFICATE_HOST_MISMATCH = "服务的证书不是签发给这个地址的",
  CERTIFICATE_UNTRUSTED = "服务的证书不是可信的机构签发的",
  UNKNOWN_HOST = "找不到这个主机名",
  ADDRESS_UNUSABLE = "本机连不了这种地址",
  REFUSED = "连接被拒绝，服务可能没有启动",
  UNREACHABLE = "网络不通",
  CLOSED = "连接被对方断开",
  TIMED_OUT = "服务没有按时答复",
}

const TRANSIENT: readonly ConnectionFault[] = [
  ConnectionFault.REFUSED,
  ConnectionFault.UNREACHABLE,
  ConnectionFault.CLOSED,
  ConnectionFault.TIMED_OUT,
];

/** Returns whether retrying cannot help: a setting has to be changed. */
export function isPermanent(fault: ConnectionFault): boolean {
  return !TRANSIENT.includes(fault);
}

// Messages of grpc-js, OpenSSL and Node, the most specific first.
const PATTERNS: readonly [string, ConnectionFault][] = [
  ["wrong version number", ConnectionFault.NOT_TLS],
  ["certificate has expired", ConnectionFault.CERTIFICATE_OUT_OF_DATE],
  ["certificate is not yet valid", ConnectionFault.CERTIFICATE_OUT_OF_DATE],
  ["ERR_TLS_CERT_ALTNAME_INVALID", ConnectionFault.CERTIFICATE_HOST_MISMATCH],
  ["certificate required", ConnectionFault.CERTIFICATE_REQUIRED],
  ["unable to verify the first certificate", ConnectionFault.CERTIFICATE_UNTRUSTED],
  ["unable to get local issuer certificate", ConnectionFault.CERTIFICATE_UNTRUSTED],
  ["self-signed certificate", ConnectionFault.CERTIFICATE_UNTRUSTED],
  ["certificate signature failure", ConnectionFault.CERTIFICATE_UNTRUSTED],
  ["SSL routines", ConnectionFault.TLS_FAILED],
  ["EAFNOSUPPORT", ConnectionFault.ADDRESS_UNUSABLE],
  ["EADDRNOTAVAIL", ConnectionFault.ADDRESS_UNUSABLE],
  ["ECONNREFUSED", ConnectionFault.REFUSED],
  ["EHOSTUNREACH", ConnectionFault.UNREACHABLE],
  ["ENETUNREACH", ConnectionFault.UNREACHABLE],
  ["ETIMEDOUT", ConnectionFault.UNREACHABLE],
  ["Name resolution failed", ConnectionFault.UNREACHABLE],
  ["ECONNRESET", ConnectionFault.CLOSED],
  ["Failed to connect", ConnectionFault.CLOSED],
  ["Connection dropped", ConnectionFault.CLOSED],
];

/** Returns the fault that made an rpc fail; undefined if the server answered. */
export function classifyFault(code: Status, details: string): ConnectionFault | undefined {
  if (code === Status.DEADLINE_EXCEEDED) return ConnectionFault.TIMED_OUT;
  if (code !== Status.UNAVAILABLE) return undefined;
  return PATTERNS.find(([pattern]) => details.includes(pattern))?.[1];
}

/** Returns whether one of the host names does not exist according to DNS. */
export async function isUnknownHost(endpoints: readonly Endpoint[]): Promise<boolean> {
  for (const { host } of endpoints) {
    const failure = await lookup(host).then(
      () => "",
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (failure === "ENOTFOUND") return true;
  }
  return false;
}

/**
 * Probes servers that close connections without a reason for whether they require TLS or a certificate.
 *
 * @param usesTls whether the client uses TLS.
 * @param hasCertificate whether it has a client certificate.
 * @returns the fault; undefined if the connection was closed for another reason, such as a restart.
 */
export async function probeClosedConnection(
  endpoints: readonly Endpoint[],
  { usesTls, hasCertificate }: { usesTls: boolean; hasCertificate: boolean },
): Promise<ConnectionFault | undefined> {
  if (usesTls && hasCertificate) return undefined;
  for (const endpoint of endpoints) {
    // Probed twice: a stopping server also closes a connection, but does not accept another.
    if ((await refuses(endpoint, usesTls)) && (await refuses(endpoint, usesTls))) {
      return usesTls ? ConnectionFault.CERTIFICATE_REQUIRED : ConnectionFault.TLS_REQUIRED;
    }
  }
  return undefined;
}

/** Returns whether a server speaks TLS and, if the client does too, still closes the connection. */
function refuses({ host, port }: Endpoint, usesTls: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    // Verification is off: the probe only observes the server's requirements and sends no data.
    const socket = connect({ host, port, rejectUnauthorized: false, ALPNProtocols: ["h2"] });
    const finish = (refused: boolean): void => {
      socket.destroy();
      resolve(refused);
    };
    let handshaken = false;
    socket.setTimeout(PROBE_MILLISECONDS, () => finish(false));
    socket.once("secureConnect", () => {
      handshaken = true;
      if (!usesTls) finish(true);
      else socket.write(PREFACE, "latin1");
    });
    socket.once("data", () => finish(false));
    socket.once("end", () => finish(handshaken));
    socket.once("error", (error) => finish(usesTls && /certificate required/i.test(error.message)));
  });
}
