import { lengthsBetween, type Found, type Matcher } from './Matcher';

/** Matches the empty text. @internal */
export const NOTHING: Matcher = {
  kind: 'nothing',
  length: 0,
  match: text => text === '',
  find: () => ({ index: 0, lengths: [0] }),
};

/** Matches any text. @internal */
export const ANYTHING: Matcher = {
  kind: 'anything',
  length: -1,
  match: () => true,
  find: text => ({ index: 0, lengths: lengthsBetween(0, text.length) }),
};

/** Matches one character for which `admits` holds. @internal */
export class OneMatcher implements Matcher {
  readonly kind = 'one';
  readonly length = 1;
  readonly admits: (char: string) => boolean;
  /** The characters that are excluded, if that is what this matcher does. */
  readonly excluded: string | undefined;

  constructor(admits: (char: string) => boolean, excluded?: string) {
    this.admits = admits;
    this.excluded = excluded;
  }

  match(text: string): boolean {
    // Upstream the empty text counts as one unreadable character.
    return text.length <= 1 && this.admits(text || '\uFFFD');
  }

  find(text: string): Found | undefined {
    const index = [...text].findIndex(this.admits);
    return index < 0 ? undefined : { index, lengths: [1] };
  }
}

/** Matches one text. @internal */
export class TextMatcher implements Matcher {
  readonly kind = 'text';
  readonly length: number;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.length = [...text].length;
  }

  match(text: string): boolean {
    return text === this.text;
  }

  find(text: string): Found | undefined {
    const index = text.indexOf(this.text);
    return index < 0 ? undefined : { index, lengths: [this.text.length] };
  }
}

/** Matches at least so many characters. @internal */
export function atLeast(least: number): Matcher {
  return {
    kind: 'atLeast',
    length: -1,
    match: text => text.length >= least && text !== '',
    find: text =>
      text.length < least
        ? undefined
        : { index: 0, lengths: lengthsBetween(least, text.length) },
  };
}

/** Matches at most so many characters. @internal */
export function atMost(most: number): Matcher {
  return {
    kind: 'atMost',
    length: -1,
    match: text => text.length <= most,
    find: text => ({
      index: 0,
      lengths: lengthsBetween(0, Math.min(most, text.length)),
    }),
  };
}

/** Matches what contains a text. @internal */
export function containing(needle: string): Matcher {
  return {
    kind: 'containing',
    length: -1,
    match: text => text.includes(needle),
    find: text => {
      const index = text.indexOf(needle);
      return index < 0
        ? undefined
        : {
            index: 0,
            lengths: lengthsBetween(index + needle.length, text.length),
          };
    },
  };
}

/** Matches what does not contain a text. @internal */
export function lacking(needle: string): Matcher {
  return {
    kind: 'lacking',
    length: -1,
    match: text => !text.includes(needle),
    find: text => {
      const index = text.indexOf(needle);
      return {
        index: 0,
        lengths: lengthsBetween(0, index < 0 ? text.length : index),
      };
    },
  };
}

/** Matches what begins with a text. @internal */
export class PrefixMatcher implements Matcher {
  readonly kind = 'prefix';
  readonly length = -1;
  readonly prefix: string;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  match(text: string): boolean {
    return text.startsWith(this.prefix);
  }

  find(text: string): Found | undefined {
    const index = text.indexOf(this.prefix);
    return index < 0
      ? undefined
      : {
          index,
          lengths: lengthsBetween(this.prefix.length, text.length - index),
        };
  }
}

/** Matches what ends in a text. @internal */
export class SuffixMatcher implements Matcher {
  readonly kind = 'suffix';
  readonly length = -1;
  readonly suffix: string;

  constructor(suffix: string) {
    this.suffix = suffix;
  }

  match(text: string): boolean {
    return text.endsWith(this.suffix);
  }

  find(text: string): Found | undefined {
    const index = text.indexOf(this.suffix);
    return index < 0
      ? undefined
      : { index: 0, lengths: [index + this.suffix.length] };
  }
}

/**
 * Matches what begins with one text and ends in another; upstream lets the two
 * overlap, so that `ab*bc` matches `abc`.
 *
 * @internal
 */
export function between(prefix: string, suffix: string): Matcher {
  return {
    kind: 'between',
    length: -1,
    match: text => text.startsWith(prefix) && text.endsWith(suffix),
    find: text => {
      const index = text.indexOf(prefix);
      const lengths: number[] = [];
      let rest = index < 0 ? '' : text.slice(index);
      for (let at = rest.lastIndexOf(suffix); at >= 0 && rest !== ''; ) {
        lengths.unshift(at + suffix.length);
        rest = rest.slice(0, at);
        at = rest.lastIndexOf(suffix);
      }
      return lengths.length > 0 ? { index, lengths } : undefined;
    },
  };
}
