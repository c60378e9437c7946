/** What the places of a template are filled with. @internal */
export type TemplateValues = Record<string, string | number>;

const PLACE = /"\{\{#(\w+)\}\}"|\{\{(\w+)\}\}/g;

/**
 * Turns an object with places into a function that writes it as JSON:
 * `{{name}}` within a text, and a text that is nothing but `{{#name}}` for a
 * number. Millions of objects are written so, for a fraction of what
 * `JSON.stringify` takes. Values must not need escapes.
 *
 * @internal
 */
export function compileTemplate(
  object: unknown,
): (values: TemplateValues) => string {
  const text = JSON.stringify(object);
  const parts: string[] = [];
  const names: string[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACE)) {
    parts.push(text.slice(end, match.index));
    names.push(match[1] ?? match[2]);
    end = match.index + match[0].length;
  }
  const rest = text.slice(end);
  return values => {
    let json = '';
    for (let i = 0; i < parts.length; i += 1) {
      json += parts[i] + values[names[i]];
    }
    return json + rest;
  };
}
