import type { Parsed } from '../../parsed';
import type { GlobNode } from './GlobNode';

const END = '\0';
const UNREADABLE = /[\uFFFD\uD800-\uDFFF]/u;
const OUTSIDE_BRACES = new Set('?*[{');
const INSIDE_BRACES = new Set('?*[{},');

class GlobParser {
  readonly #chars: string[];
  readonly #root: GlobNode[] = [];
  /** The patterns that hold the braces we are in, outermost first. */
  readonly #outer: Array<{ parent: GlobNode[]; alternatives: GlobNode[] }> = [];
  #current = this.#root;
  #at = 0;

  constructor(pattern: string) {
    this.#chars = [...pattern];
  }

  parse(): Parsed<GlobNode> {
    for (;;) {
      const char = this.#read();
      if (char === END) {
        const seen = this.#chars.slice(0, this.#at).join('');
        return UNREADABLE.test(seen)
          ? { ok: false, reason: 'it has a character that cannot be read.' }
          : { ok: true, value: { kind: 'pattern', children: this.#root } };
      }
      const wrong = this.#item(char);
      if (wrong) {
        return { ok: false, reason: wrong };
      }
    }
  }

  /** Takes in what begins with a character; says what is wrong, if anything is. */
  #item(char: string): string | undefined {
    const inBraces = this.#outer.length > 0;
    switch (char) {
      case '{':
        this.#openBrace();
        return undefined;
      case '[':
        return this.#class();
      case '?':
        this.#current.push({ kind: 'single' });
        return undefined;
      case '*':
        this.#star();
        return undefined;
      case ',':
      case '}':
        if (inBraces) {
          this.#nextAlternative(char);
          return undefined;
        }
        break;
      default:
    }
    this.#at -= 1;
    const text = this.#text(inBraces ? INSIDE_BRACES : OUTSIDE_BRACES);
    if (text !== '') {
      this.#current.push({ kind: 'text', text });
    }
    return undefined;
  }

  #openBrace(): void {
    const alternatives: GlobNode[] = [];
    this.#current.push({ kind: 'anyOf', children: alternatives });
    this.#outer.push({ parent: this.#current, alternatives });
    this.#beginAlternative(alternatives);
  }

  #nextAlternative(char: ',' | '}'): void {
    const braces = this.#outer.at(-1);
    if (!braces) {
      return;
    }
    if (char === ',') {
      this.#beginAlternative(braces.alternatives);
    } else {
      this.#outer.pop();
      this.#current = braces.parent;
    }
  }

  #beginAlternative(alternatives: GlobNode[]): void {
    const children: GlobNode[] = [];
    alternatives.push({ kind: 'pattern', children });
    this.#current = children;
  }

  #star(): void {
    if (this.#peek() === '*') {
      this.#at += 1;
      this.#current.push({ kind: 'super' });
    } else {
      this.#current.push({ kind: 'any' });
    }
  }

  #class(): string | undefined {
    const not = this.#peek() === '!';
    if (not) {
      this.#at += 1;
    }
    const first = this.#read();
    if (first === END) {
      return 'a "[" is not closed.';
    }
    if (this.#peek() === '-') {
      this.#at += 1;
      return this.#range(first, not);
    }
    this.#at -= 1;
    const chars = this.#text(new Set(']'));
    const wrong = this.#closeClass();
    if (wrong || chars === '') {
      return wrong ?? 'a "[" is closed before it names a character.';
    }
    this.#current.push({ kind: 'list', chars, not });
    return undefined;
  }

  #range(first: string, not: boolean): string | undefined {
    const last = this.#read();
    if (last === END) {
      return 'a "[" is not closed.';
    }
    const [low, high] = [first, last].map(char => char.codePointAt(0) ?? 0);
    const wrong = this.#closeClass();
    if (wrong || high < low) {
      return wrong ?? 'a range in "[…]" ends before it begins.';
    }
    this.#current.push({ kind: 'range', low, high, not });
    return undefined;
  }

  #closeClass(): string | undefined {
    const char = this.#read();
    if (char === END) {
      return 'a "[" is not closed.';
    }
    return char === ']'
      ? undefined
      : 'a "[…]" may hold either one range or a list of characters.';
  }

  /** Reads up to one of `breakers`; `\` makes the next character plain. */
  #text(breakers: Set<string>): string {
    let text = '';
    for (;;) {
      const char = this.#peek();
      if (breakers.has(char)) {
        return text;
      }
      const plain = this.#read() === '\\' ? this.#read() : char;
      if (plain === END) {
        return text;
      }
      text += plain;
    }
  }

  #peek(): string {
    return this.#chars[this.#at] ?? END;
  }

  #read(): string {
    const char = this.#peek();
    this.#at += 1;
    return char;
  }
}

/**
 * Reads a glob pattern as github.com/gobwas/glob 0.2.3 does: `*`, `**`, `?`,
 * `[abc]`, `[!abc]`, `[a-z]`, `{a,b}` and `\` before a character to be taken
 * literally.
 *
 * @remarks
 * Its habits are kept: a class is either a list or one range, so `[a-cx]` is an
 * error and `[-ab]` a list; `[^a]` lists `^` and `a`; an open brace need not be
 * closed; a `\` at the end is dropped; `,` and `}` are plain outside braces.
 *
 * @internal
 */
export function parseGlob(pattern: string): Parsed<GlobNode> {
  return new GlobParser(pattern).parse();
}
