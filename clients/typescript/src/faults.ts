/** Connections that cannot be made: why, and whether waiting can mend it. */

import { lookup } from "node:dns/promises";
import { connect } from "node:tls";
import { Status } from "nice-grpc";
import { type Place } from "./addresses.js";

const PROBE_MILLISECONDS = 2000;
// An HTTP/2 client's first words; a server that wants a certificate refuses it only after them.
const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";

/** A reason why a server cannot be reached; its value tells staff. */
export enum ConnectionFault {
  TLS_EXPECTED = "服务要求用 TLS 连接",
  TLS_NOT_SPOKEN = "对方不是 TLS 服务",
  TLS_FAILED = "TLS 握手失败",
  CERTIFICATE_EXPECTED = "服务要求对方出示证书",
  CERTIFICATE_OUT_OF_DATE = "服务的证书不在有效期内",
  CERTIFICATE_FOR_OTHERS = "服务的证书不是签发给这个地址的",
  CERTIFICATE_UNTRUSTED = "服务的证书不是可信的机构签发的",
  NAME_UNKNOWN = "找不到这个主机名",
  ADDRESS_UNUSABLE = "本机连不了这种地址",
  REFUSED = "连接被拒绝，服务可能没有启动",
  UNREACHABLE = "网络不通",
  CLOSED = "连接被对方断开",
  NO_ANSWER = "服务没有按时答复",
}

const PASSING: readonly ConnectionFault[] = [
  ConnectionFault.REFUSED,
  ConnectionFault.UNREACHABLE,
  ConnectionFault.CLOSED,
  ConnectionFault.NO_ANSWER,
];

/** Whether waiting cannot mend a fault: somebody has to change a setting. */
export function isPermanent(fault: ConnectionFault): boolean {
  return !PASSING.includes(fault);
}

// Words of grpc-js, of OpenSSL and of Node, the telling ones first.
const WORDS: readonly [string, ConnectionFault][] = [
  ["wrong version number", ConnectionFault.TLS_NOT_SPOKEN],
  ["certificate has expired", ConnectionFault.CERTIFICATE_OUT_OF_DATE],
  ["certificate is not yet valid", ConnectionFault.CERTIFICATE_OUT_OF_DATE],
  ["ERR_TLS_CERT_ALTNAME_INVALID", ConnectionFault.CERTIFICATE_FOR_OTHERS],
  ["certificate required", ConnectionFault.CERTIFICATE_EXPECTED],
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

/** The fault that a failed rpc tells of; none where a server answered. */
export function faultOf(code: Status, details: string): ConnectionFault | undefined {
  if (code === Status.DEADLINE_EXCEEDED) return ConnectionFault.NO_ANSWER;
  if (code !== Status.UNAVAILABLE) return undefined;
  return WORDS.find(([words]) => details.includes(words))?.[1];
}

/** Whether nobody has one of these host names, as far as a name server knows. */
export async function isNameUnknown(places: readonly Place[]): Promise<boolean> {
  for (const { host } of places) {
    const failed = await lookup(host).then(
      () => "",
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (failed === "ENOTFOUND") return true;
  }
  return false;
}

/**
 * Asks servers that close connections without a word whether they want TLS or a certificate.
 *
 * @param secured whether the client speaks TLS.
 * @param certified whether it shows a certificate.
 * @returns the fault; none where the closing has other reasons, such as a server that is being restarted.
 */
export async function faultBehindClosing(
  places: readonly Place[],
  { secured, certified }: { secured: boolean; certified: boolean },
): Promise<ConnectionFault | undefined> {
  if (secured && certified) return undefined;
  for (const place of places) {
    // Twice: a server that is just being stopped also ends a connection, but takes no further one.
    if ((await refuses(place, secured)) && (await refuses(place, secured))) {
      return secured ? ConnectionFault.CERTIFICATE_EXPECTED : ConnectionFault.TLS_EXPECTED;
    }
  }
  return undefined;
}

/** Whether a server speaks TLS and, where the client does too, ends the connection all the same. */
function refuses({ host, port }: Place, secured: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    // Only what the server demands is asked here; nothing of ours is sent.
    const socket = connect({ host, port, rejectUnauthorized: false, ALPNProtocols: ["h2"] });
    const finish = (refused: boolean): void => {
      socket.destroy();
      resolve(refused);
    };
    let spoke = false;
    socket.setTimeout(PROBE_MILLISECONDS, () => finish(false));
    socket.once("secureConnect", () => {
      spoke = true;
      if (!secured) finish(true);
      else socket.write(PREFACE, "latin1");
    });
    socket.once("data", () => finish(false));
    socket.once("end", () => finish(spoke));
    socket.once("error", (error) => finish(secured && /certificate required/i.test(error.message)));
  });
}
