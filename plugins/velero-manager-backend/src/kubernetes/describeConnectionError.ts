import type { KubernetesErrorCode } from './KubernetesRequestError';

/** A fault below HTTP in words. @internal */
export interface ConnectionFault {
  code: Extract<KubernetesErrorCode, string>;
  problem: string;
}

type Describe = (origin: string) => string;

const UNTRUSTED: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'an authority in its chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its authority is not known',
  UNABLE_TO_GET_ISSUER_CERT: 'its authority is not known',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not known',
  CERT_SIGNATURE_FAILURE: 'its authority did not sign it',
  CERT_UNTRUSTED: 'its authority is not trusted',
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  CERT_REVOKED: 'it was revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it was issued for another host name',
};

const cut: Describe = origin => `the connection was cut by ${origin}`;

const UNREACHABLE: Record<string, Describe> = {
  ECONNREFUSED: origin => `connection refused by ${origin}`,
  ENOTFOUND: origin => `the host name of ${origin} is not known`,
  EAI_AGAIN: origin => `the host name of ${origin} could not be looked up`,
  EHOSTUNREACH: origin => `there is no route to ${origin}`,
  ENETUNREACH: origin => `there is no route to ${origin}`,
  ECONNRESET: cut,
  EPIPE: cut,
  ERR_HTTP2_GOAWAY_SESSION: cut,
  ERR_HTTP2_INVALID_SESSION: cut,
  ERR_HTTP2_SESSION_ERROR: cut,
  ERR_HTTP2_STREAM_CANCEL: cut,
  ERR_HTTP2_STREAM_ERROR: cut,
  UND_ERR_SOCKET: cut,
  FORBIDDEN_ADDRESS: origin =>
    `the host name of ${origin} leads to a link-local or cloud metadata address, which is never an API server`,
};

const TIMEOUTS: Record<string, Describe> = {
  UND_ERR_CONNECT_TIMEOUT: origin => `no connection to ${origin} in time`,
  ETIMEDOUT: origin => `no connection to ${origin} in time`,
  UND_ERR_HEADERS_TIMEOUT: origin => `no answer from ${origin} in time`,
  UND_ERR_BODY_TIMEOUT: origin => `the answer of ${origin} stopped half-way`,
};

function describeProxyFault(code: string): string {
  const [, status] = /^ANSWERED_(\d+)$/.exec(code) ?? [];
  if (status === '407') {
    return 'the proxy asks for a user and password (407)';
  }
  return status
    ? `the proxy refuses the connection (${status})`
    : `the proxy cannot be reached (${code})`;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) {
    return '';
  }
  if ('code' in error && typeof error.code === 'string') {
    return error.code;
  }
  // Several addresses were tried: the first says as much as any.
  if ('errors' in error && Array.isArray(error.errors)) {
    return codeOf(error.errors[0]);
  }
  return 'cause' in error ? codeOf(error.cause) : '';
}

/**
 * Puts a fault of a connection in words. Node's own messages are not repeated:
 * only codes are known to be free of secrets.
 *
 * @internal
 */
export function describeConnectionError(
  error: unknown,
  origin: string,
): ConnectionFault {
  const code = codeOf(error);
  if (UNTRUSTED[code]) {
    return {
      code: 'tls',
      problem: `the certificate of ${origin} is not trusted: ${UNTRUSTED[code]}`,
    };
  }
  if (TIMEOUTS[code]) {
    return { code: 'timeout', problem: TIMEOUTS[code](origin) };
  }
  if (UNREACHABLE[code]) {
    return { code: 'connect', problem: UNREACHABLE[code](origin) };
  }
  if (code.startsWith('PROXY_')) {
    const words = describeProxyFault(code.slice('PROXY_'.length));
    return { code: 'connect', problem: `${words} on the way to ${origin}` };
  }
  if (/^(EPROTO|ERR_SSL_|ERR_TLS_|ERR_OSSL_)/.test(code)) {
    return {
      code: 'tls',
      problem: `no secure connection to ${origin} (${code})`,
    };
  }
  if (/^(HPE_|ERR_HTTP2_|UND_ERR_|Z_)/.test(code)) {
    return {
      code: 'protocol',
      problem: `${origin} does not answer as an API server does (${code})`,
    };
  }
  return {
    code: 'connect',
    problem: `the connection to ${origin} failed${code && ` (${code})`}`,
  };
}
