import { CustomErrorBase } from '@backstage/errors';

/**
 * Where a request failed: the HTTP status, or the layer below it.
 * `credentials` means that the log-in could not be prepared and nothing was
 * sent.
 *
 * @internal
 */
export type KubernetesErrorCode =
  | number
  | 'credentials'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'protocol';

/**
 * What a request was about, for messages.
 *
 * @internal
 */
export interface RequestSubject {
  verb: 'get' | 'list' | 'watch' | 'discover';
  /** For instance `backups.velero.io`. */
  resource: string;
}

/**
 * A request to an API server that failed. The message holds neither tokens nor
 * queries; texts of the server in it are cut and cleaned.
 *
 * @internal
 */
export class KubernetesRequestError extends CustomErrorBase {
  name = 'KubernetesRequestError' as const;
  readonly code: KubernetesErrorCode;
  /** `Status.reason` of the server (for instance `Expired`), or our own word. */
  readonly reason: string | null;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number | null;
  readonly subject: RequestSubject;
  /** The message without the subject: what is wrong, in words for people. */
  readonly problem: string;

  constructor(options: {
    code: KubernetesErrorCode;
    problem: string;
    subject: RequestSubject;
    reason?: string | null;
    retryAfterMs?: number | null;
  }) {
    const { verb, resource } = options.subject;
    super(`Failed to ${verb} '${resource}': ${options.problem}`);
    this.code = options.code;
    this.problem = options.problem;
    this.subject = options.subject;
    this.reason = options.reason ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/**
 * Tells whether an error is a `KubernetesRequestError`, with one of the codes
 * where some are given.
 *
 * @internal
 */
export function isKubernetesRequestError(
  error: unknown,
  ...codes: KubernetesErrorCode[]
): error is KubernetesRequestError {
  return (
    error instanceof KubernetesRequestError &&
    (codes.length === 0 || codes.includes(error.code))
  );
}

/**
 * Codes that are not about one kind: the cluster cannot be reached, or does not
 * accept our log-in.
 *
 * @internal
 */
export const UNREACHED: readonly KubernetesErrorCode[] = [
  'connect',
  'tls',
  'timeout',
  'credentials',
  401,
];

/** `reason` of an answer that is larger than we are ready to hold. @internal */
export const TOO_LARGE = 'ResponseTooLarge';
