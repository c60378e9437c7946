import { GitSource, ResolvedSource } from './GitSource';

/**
 * All repositories that the stand-ins can read.
 *
 * @public
 */
export class GitSources {
  readonly #sources: GitSource[];
  readonly #find: (url: string) => GitSource | null;

  private constructor(
    sources: GitSource[],
    find: (url: string) => GitSource | null,
  ) {
    this.#sources = [...sources];
    this.#find = find;
  }

  /** @param find - asked for repositories that are not among them; default: there are none */
  static create(
    sources: GitSource[],
    find: (url: string) => GitSource | null = () => null,
  ): GitSources {
    return new GitSources(sources, find);
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
    const source =
      this.#sources.find(candidate => candidate.has(url)) ?? this.#meet(url);
    return source
      ? source.read(options.revision, options.now)
      : {
          ok: false,
          reason:
            'failed to list refs: authentication required: Repository not found.',
        };
  }

  #meet(url: string): GitSource | null {
    const source = this.#find(url);
    if (source) this.#sources.push(source);
    return source;
  }
}
