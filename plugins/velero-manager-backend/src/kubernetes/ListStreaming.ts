import {
  isKubernetesRequestError,
  type KubernetesErrorCode,
} from './KubernetesRequestError';

/** `reason` of a streamed list of which the end was never told. @internal */
export const INCOMPLETE_LIST = 'IncompleteList';

/** What is not the list's fault: a plain list would fail in the same way. */
const NOT_ABOUT_STREAMING: readonly KubernetesErrorCode[] = [
  'connect',
  'tls',
  'timeout',
  'credentials',
  401,
  404,
  429,
  503,
];

/**
 * Whether one cluster streams its lists (WatchList, on by default from
 * Kubernetes 1.34). It is asked to until it shows that it cannot: an older
 * server refuses the query as invalid, one that knows nothing of it never says
 * that the list is complete.
 *
 * @internal
 */
export class ListStreaming {
  #isOffered = true;

  private constructor() {}

  static create(): ListStreaming {
    return new ListStreaming();
  }

  get isOffered(): boolean {
    return this.#isOffered;
  }

  /**
   * A streamed list failed. Tells whether to list plainly now, as client-go
   * does (tools/cache/reflector.go), and remembers where to do so from now on.
   */
  failed(error: unknown): 'list' | 'give up' {
    if (
      !isKubernetesRequestError(error) ||
      NOT_ABOUT_STREAMING.includes(error.code)
    ) {
      return 'give up';
    }
    const { code, reason } = error;
    if (code === 400 || code === 422 || reason === INCOMPLETE_LIST) {
      this.#isOffered = false;
    }
    return 'list';
  }
}
