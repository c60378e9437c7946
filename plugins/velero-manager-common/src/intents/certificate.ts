import { z } from 'zod/v3';

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';
const MAX_LENGTH = 60_000;

/** Certificates in PEM; a key among them is refused. @internal */
export const certificates = () =>
  z
    .string()
    .max(MAX_LENGTH)
    .refine(
      isPem,
      'must be one or more certificates in PEM, and nothing else: no key belongs here',
    );

/** Line by line, so that no text can keep anyone busy. */
function isPem(text: string): boolean {
  let lines = -1;
  let count = 0;
  for (const line of text.split('\n').map(item => item.trim())) {
    if (line === '' && lines < 0) continue;
    if (line === BEGIN && lines < 0) {
      lines = 0;
    } else if (line === END && lines > 0) {
      lines = -1;
      count++;
    } else if (lines >= 0 && /^[A-Za-z0-9+/]{1,76}={0,2}$/.test(line)) {
      lines++;
    } else {
      return false;
    }
  }
  return count > 0 && lines < 0;
}

/**
 * Certificates as they are written: one line feed after each line.
 *
 * @internal
 */
export function plainPem(text: string): string {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .join('\n')
    .concat('\n');
}
