import { HostError } from '../HostError';

/**
 * The fields of a request's JSON body, read with the complaints GitHub makes.
 *
 * @internal
 */
export class Fields {
  readonly #values: Record<string, unknown>;

  private constructor(values: Record<string, unknown>) {
    this.#values = values;
  }

  /** @throws HostError 400 where the text is no JSON object */
  static parse(text: string): Fields {
    if (!text.trim()) return new Fields({});
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw HostError.malformedBody();
    }
    // Labels may be sent as a bare list.
    if (Array.isArray(value)) return new Fields({ labels: value });
    if (typeof value !== 'object' || value === null) {
      throw HostError.malformedBody('Body should be a JSON object');
    }
    return new Fields({ ...value });
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  isNull(name: string): boolean {
    return this.#values[name] === null;
  }

  /** @throws HostError 422 where it is there and no text */
  text(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw wrongType(name, value, 'a string');
    return value;
  }

  /** @throws HostError 422 where it is missing or no text */
  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) {
      throw HostError.invalidRequest(`"${name}" wasn't supplied.`);
    }
    return value;
  }

  flag(name: string): boolean {
    const value = this.#values[name] ?? false;
    if (typeof value !== 'boolean') throw wrongType(name, value, 'a boolean');
    return value;
  }

  /** One of some words. @throws HostError 422 for others */
  choice<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = words.find(word => word === value);
    if (!found) {
      throw HostError.invalidRequest(
        `${value} is not a member of [${words
          .map(word => `"${word}"`)
          .join(', ')}].`,
      );
    }
    return found;
  }

  texts(name: string): string[] {
    return this.#list(name).map(value => {
      if (typeof value !== 'string') throw wrongType(name, value, 'a string');
      return value;
    });
  }

  /** Objects of a list; a text stands for an object with that `name`. */
  objects(name: string): Fields[] {
    return this.#list(name).map(value => {
      if (typeof value === 'string') return new Fields({ name: value });
      if (typeof value !== 'object' || value === null) {
        throw wrongType(name, value, 'an object');
      }
      return new Fields({ ...value });
    });
  }

  object(name: string): Fields | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'object') throw wrongType(name, value, 'an object');
    return new Fields({ ...value });
  }

  #list(name: string): unknown[] {
    const value = this.#values[name] ?? [];
    if (!Array.isArray(value)) throw wrongType(name, value, 'an array');
    return value;
  }
}

function wrongType(name: string, value: unknown, wanted: string): HostError {
  return HostError.invalidRequest(
    `For '${name}', ${JSON.stringify(value)} is not ${wanted}.`,
  );
}
