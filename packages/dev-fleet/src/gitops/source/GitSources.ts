import { GitSource, ResolvedSource } from './GitSource';

/**
 * All repositories that the stand-ins can read.
 *
 * @public
 */
export class GitSources {
  readonly #sources: readonly GitSource[];

  private constructor(sources: GitSource[]) {
    this.#sources = sources;
  }

  static create(sources: GitSource[]): GitSources {
    return new GitSources(sources);
  }

  /** Something was pushed somewhere: the next reads look at the refs again. */
  notify(): void {
    for (const source of this.#sources) source.notify();
  }

  /** @internal */
  async read(
    url: string,
    options: { revision: string; now: Date },
  ): Promise<ResolvedSource> {
    const source = this.#sources.find(candidate => candidate.has(url));
    return source
      ? source.read(options.revision, options.now)
      : {
          ok: false,
          reason:
            'failed to list refs: authentication required: Repository not found.',
        };
  }
}
