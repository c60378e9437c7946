import { freeze } from './freeze';

/** Values by name: a fact, or a part of one. @internal */
export type Fields = Record<string, unknown>;

/**
 * Fields that say nothing, and how others differ from them.
 *
 * @remarks
 * A part that has fields of its own is compared field by field. A map is not:
 * it is blank when it is empty, and its keys come from clusters.
 *
 * @internal
 */
export class Blank {
  readonly #fields: Fields;
  readonly #names: string[];
  readonly #parts: [name: string, part: Blank][];

  private constructor(fields: Fields) {
    this.#fields = fields;
    this.#names = Object.keys(fields);
    this.#parts = Object.entries(fields).flatMap(([name, value]) =>
      isRecord(value) && Object.keys(value).length > 0
        ? [[name, new Blank(value)]]
        : [],
    );
  }

  /** Takes the fields over: whoever gets them back gets them frozen. */
  static of(fields: Fields): Blank {
    freeze(fields);
    return new Blank(fields);
  }

  /** What is not blank; `null` for fields of which some are not there at all. */
  differenceOf(fields: Fields): Fields | null {
    if (!this.#names.every(name => Object.hasOwn(fields, name))) {
      return null;
    }
    const difference: Fields = {};
    for (const name of Object.keys(fields)) {
      const value = fields[name];
      const blank = this.#fields[name];
      if (value !== blank && !areBothEmpty(value, blank)) {
        difference[name] = value;
      }
    }
    for (const [name, part] of this.#parts) {
      const value = fields[name];
      if (isRecord(value)) {
        const inner = part.differenceOf(value);
        if (inner === null) {
          return null;
        }
        difference[name] = inner;
        if (Object.keys(inner).length === 0) {
          delete difference[name];
        }
      }
    }
    return difference;
  }

  /** The fields that differed so. */
  complete(difference: Fields): Fields {
    const fields = { ...this.#fields, ...difference };
    for (const [name, part] of this.#parts) {
      const inner = difference[name];
      if (isRecord(inner)) {
        fields[name] = part.complete(inner);
      }
    }
    return fields;
  }
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areBothEmpty(a: unknown, b: unknown): boolean {
  return Array.isArray(a)
    ? a.length === 0 && Array.isArray(b) && b.length === 0
    : isRecord(a) &&
        isRecord(b) &&
        Object.keys(a).length === 0 &&
        Object.keys(b).length === 0;
}
