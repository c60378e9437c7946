import { InputError } from '@backstage/errors';
import type { z } from 'zod/v3';
import type { ConfigNote } from './types';

function toPlace(place: string, path: (string | number)[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}.${part}`,
    place,
  );
}

/**
 * Collects what is wrong in the configuration, so that a start fails once with
 * everything to repair instead of once for each mistake.
 *
 * @internal
 */
export class ConfigProblems {
  readonly #problems: ConfigNote[] = [];

  /** Notes a problem; `message` must hold no secret. */
  add(place: string, message: string): void {
    this.#problems.push({ place, message });
  }

  /** Parses a value, or notes every issue at its place and returns `undefined`. */
  parse<S extends z.ZodTypeAny>(
    schema: S,
    value: unknown,
    place: string,
  ): z.output<S> | undefined {
    const result = schema.safeParse(value);
    if (result.success) {
      return result.data;
    }
    for (const issue of result.error.issues) {
      this.add(
        toPlace(place, issue.path),
        issue.message === 'Required' ? 'is missing' : issue.message,
      );
    }
    return undefined;
  }

  /** What is wrong; each message goes on from its place: 'a.b' must be a text. */
  list(): ConfigNote[] {
    return [...this.#problems];
  }

  /**
   * @throws InputError that lists all problems, where there are any
   */
  throwIfAny(): void {
    if (this.#problems.length > 0) {
      throw new InputError(
        `The configuration of clusters is not valid:\n${this.#problems
          .map(({ place, message }) => `- '${place}' ${message}`)
          .join('\n')}`,
      );
    }
  }
}
