import { createVerify } from 'node:crypto';
import { HostError } from '../HostError';
import { AppOptions } from './Account';

/** GitHub refuses tokens that hold longer. */
const LONGEST_LIFE_SECONDS = 600;
/** GitHub forgives clocks this much. */
const CLOCK_SKEW_SECONDS = 60;

/**
 * Checks the JSON web token with which an app speaks for itself: RS256,
 * `iss` is the app's id, at most ten minutes to live.
 *
 * @throws HostError 401
 * @internal
 */
export function verifyAppToken(
  token: string,
  app: AppOptions,
  now: Date,
): void {
  const [head, payload, signature] = token.split('.');
  const isSigned =
    readPart(head).alg === 'RS256' &&
    createVerify('RSA-SHA256')
      .update(`${head}.${payload}`)
      .verify(app.publicKey, signature, 'base64url');
  const { iss, iat, exp } = readPart(payload);
  const seconds = now.getTime() / 1000;
  const holds =
    String(iss) === String(app.id) &&
    Number(iat) <= seconds + CLOCK_SKEW_SECONDS &&
    Number(exp) > seconds &&
    Number(exp) <= seconds + LONGEST_LIFE_SECONDS + CLOCK_SKEW_SECONDS;
  if (!isSigned || !holds) throw HostError.badAppToken();
}

function readPart(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(part, 'base64url').toString('utf8'),
    );
    if (typeof value === 'object' && value) return { ...value };
  } catch {
    // Falls through: what is no JSON is no token.
  }
  throw HostError.badAppToken();
}
