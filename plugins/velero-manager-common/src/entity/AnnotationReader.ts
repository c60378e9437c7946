import { Entity } from '@backstage/catalog-model';
import { Parsed } from '../parsed';
import { quoteValue } from '../words';
import { ClaimAnnotation } from './claimAnnotations';

const MAX_ITEMS = 200;

/**
 * Reads annotations one by one and keeps a sentence for each that breaks its
 * grammar, so that a person sees all of them at once.
 *
 * @internal
 */
export class AnnotationReader {
  readonly #annotations: Record<string, unknown>;
  readonly #problems: string[] = [];

  private constructor(annotations: Record<string, unknown>) {
    this.#annotations = annotations;
  }

  static fromEntity(entity: Entity): AnnotationReader {
    return new AnnotationReader(entity.metadata.annotations ?? {});
  }

  /** One sentence for each breach so far. */
  get problems(): string[] {
    return [...this.#problems];
  }

  /** The value without space around it, or `null` when absent or no text. */
  text(name: ClaimAnnotation): string | null {
    const value = Object.hasOwn(this.#annotations, name)
      ? this.#annotations[name]
      : undefined;
    if (value === undefined) return null;
    if (typeof value === 'string') return value.trim();
    this.#refuse(name, value, 'text');
    return null;
  }

  /** One value, or `null` when absent or wrong; `allowed` completes "allowed is …". */
  one<T>(name: ClaimAnnotation, read: (text: string) => Parsed<T>): T | null {
    const text = this.text(name);
    if (text === null) return null;
    const parsed = read(text);
    if (parsed.ok) return parsed.value;
    this.#refuse(name, text, parsed.reason);
    return null;
  }

  /** The items of a comma list that are right, or `null` when the annotation is absent. */
  list<T>(
    name: ClaimAnnotation,
    read: (item: string) => Parsed<T>,
  ): T[] | null {
    const text = this.text(name);
    if (text === null) return null;
    const items = [...new Set(text.split(',').map(item => item.trim()))];
    if (items.length > MAX_ITEMS) {
      this.#refuse(name, text, `at most ${MAX_ITEMS} items`);
      return [];
    }
    return items.flatMap(item => {
      const parsed = read(item);
      if (parsed.ok) return [parsed.value];
      this.#refuse(name, item, parsed.reason);
      return [];
    });
  }

  #refuse(name: ClaimAnnotation, value: unknown, allowed: string) {
    this.#problems.push(
      `Annotation '${name}' holds ${quoteValue(value)}; allowed is ${allowed}.`,
    );
  }
}
