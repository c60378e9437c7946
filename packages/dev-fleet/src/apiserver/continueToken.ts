import { isRecord } from './KubeObject';
import { StatusError } from './StatusError';

/**
 * Where the next page of a list begins.
 *
 * @internal
 */
export interface ContinuePosition {
  /** The revision of the first page; -1 to read on in the present state. */
  revision: number;
  /** `namespace/name` of the last object sent. */
  after: string;
  /** Milliseconds since 1970 at which the first page was made. */
  since: number;
}

/**
 * Packs a position into the opaque token of `metadata.continue`.
 *
 * @internal
 */
export function writeContinueToken(position: ContinuePosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Unpacks a token.
 *
 * @throws StatusError 400 for one that this server did not make.
 * @internal
 */
export function readContinueToken(token: string): ContinuePosition {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    if (isPosition(value)) return value;
  } catch {
    // Falls through to the one answer for every unreadable token.
  }
  throw StatusError.badRequest('continue key is not valid: encoded value');
}

function isPosition(value: unknown): value is ContinuePosition {
  return (
    isRecord(value) &&
    typeof value.revision === 'number' &&
    typeof value.after === 'string' &&
    typeof value.since === 'number'
  );
}
