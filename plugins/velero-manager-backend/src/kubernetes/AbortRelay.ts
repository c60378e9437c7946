/**
 * A signal that aborts with another one, and can be aborted alone.
 *
 * @remarks
 * Does what `AbortSignal.any` does for a controller and a signal in less than
 * half of the memory, which counts for what a fleet holds by the ten thousand.
 * In turn it has to be ended.
 *
 * @internal
 */
export class AbortRelay {
  readonly #controller = new AbortController();
  readonly #source: AbortSignal;
  readonly #relay: () => void;

  private constructor(source: AbortSignal) {
    this.#source = source;
    this.#relay = () => this.#controller.abort(source.reason);
    if (source.aborted) {
      this.#relay();
    } else {
      source.addEventListener('abort', this.#relay, { once: true });
    }
  }

  static of(source: AbortSignal): AbortRelay {
    return new AbortRelay(source);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborts the signal, and not the one it follows. */
  abort(): void {
    this.#controller.abort();
  }

  /** Follows no longer. */
  end(): void {
    this.#source.removeEventListener('abort', this.#relay);
  }
}
