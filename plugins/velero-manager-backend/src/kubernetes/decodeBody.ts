import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import {
  KubernetesRequestError,
  type RequestSubject,
} from './KubernetesRequestError';

const DECODERS = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/**
 * The bytes of an answer as they were before compression. API servers compress
 * lists from 128 KiB where asked to (k8s.io/apiserver
 * pkg/endpoints/handlers/responsewriters/writers.go); proxies on the way may
 * compress anything, watches too.
 *
 * @throws KubernetesRequestError for an encoding that we did not ask for and
 * do not know
 * @internal
 */
export function decodeBody(
  response: { headers: Record<string, unknown>; body: Readable },
  subject: RequestSubject,
): Readable {
  const { headers, body } = response;
  const encoding = String(headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
  if (encoding === 'identity' || encoding === '') {
    return body;
  }
  const create = DECODERS.get(encoding);
  if (!create) {
    body.on('error', () => {}).destroy();
    throw new KubernetesRequestError({
      code: 'protocol',
      problem: 'the answer is compressed in a way that nobody asked for',
      subject,
    });
  }
  // A fault of either stream is an error of the decoded one, and whoever
  // destroys that destroys the other.
  return pipeline(body, create(), () => {});
}
