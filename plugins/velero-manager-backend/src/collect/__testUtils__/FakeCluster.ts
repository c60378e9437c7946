import { PassThrough, Readable } from 'node:stream';
import {
  ClusterClient,
  ClusterRequest,
  KubernetesErrorCode,
  KubernetesRequestError,
} from '../../kubernetes';

/** What the API server of a cluster holds, by path; a code where it refuses. */
export class FakeCluster
  implements Pick<ClusterClient, 'getJson' | 'getStream'>
{
  /** Paths asked for, without their queries. */
  readonly asked: string[] = [];
  /** Open watches by path. */
  readonly watches = new Map<string, PassThrough>();
  readonly #answers = new Map<string, object[] | object | number>();

  /** A list of objects, one object, or the code of a refusal. */
  answer(path: string, answer: object[] | object | number): void {
    this.#answers.set(path, answer);
  }

  async getJson(request: ClusterRequest): Promise<unknown> {
    const path = request.path.split('?')[0];
    this.asked.push(path);
    const answer = this.#answers.get(path) ?? 404;
    if (typeof answer === 'number') {
      throw this.#refusal(answer, request);
    }
    return Array.isArray(answer)
      ? { metadata: { resourceVersion: '7' }, items: answer }
      : answer;
  }

  async getStream(request: ClusterRequest): Promise<Readable> {
    const [path, query] = request.path.split('?');
    if (query.includes('sendInitialEvents')) {
      throw this.#refusal(422, request); // as before Kubernetes 1.27
    }
    const stream = new PassThrough();
    this.watches.set(path, stream);
    const end = () => stream.destroy(request.signal.reason);
    request.signal.addEventListener('abort', end, { once: true });
    stream.on('close', () => this.watches.delete(path));
    return stream.on('error', () => {});
  }

  #refusal(code: KubernetesErrorCode, { subject }: ClusterRequest) {
    return new KubernetesRequestError({
      code,
      problem: `fault ${code}`,
      subject,
    });
  }
}

/** An object as an API server gives it. */
export function clusterObject(
  namespace: string,
  name: string,
  rest: object = {},
): object {
  return {
    metadata: {
      namespace,
      name,
      uid: `uid-${namespace}-${name}`,
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
    ...rest,
  };
}
