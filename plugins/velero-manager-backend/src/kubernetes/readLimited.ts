import {
  KubernetesRequestError,
  type RequestSubject,
  TOO_LARGE,
} from './KubernetesRequestError';

/**
 * Reads a body whole, up to a size.
 *
 * @throws KubernetesRequestError with reason `ResponseTooLarge`; the rest is
 * not read
 * @internal
 */
export async function readLimited(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  subject: RequestSubject,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > maxBytes) {
      throw new KubernetesRequestError({
        code: 'protocol',
        reason: TOO_LARGE,
        problem: `the answer is larger than ${maxBytes} bytes`,
        subject,
      });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
