/** Text that is HTML already. @internal */
export class Html {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  /** @param text - must be safe: made by us, or escaped */
  static trusted(text: string): Html {
    return new Html(text);
  }
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Characters that are not seen or turn the reading order around; a reviewer
 * must see them (CVE-2021-42574). Tab and line feed are harmless.
 */
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escape(text: string): string {
  return text
    .replace(UNSEEN, character => {
      const code = character.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${code}`;
    })
    .replace(/[&<>"']/g, character => ENTITIES[character]);
}

type Part = Html | string | number | null | undefined | false | Part[];

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(render).join('');
  return part instanceof Html ? part.text : escape(String(part));
}

/**
 * A template whose values are escaped unless they are {@link Html}. Values in
 * attributes must stand in quotes.
 *
 * @internal
 */
export function markup(strings: TemplateStringsArray, ...values: Part[]): Html {
  const rendered = strings.map(
    (text, index) =>
      text + (index < values.length ? render(values[index]) : ''),
  );
  return Html.trusted(rendered.join(''));
}
