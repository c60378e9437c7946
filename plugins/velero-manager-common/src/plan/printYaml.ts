import { Document } from 'yaml';

/**
 * Quotes what YAML 1.1 would not read as text (`on`, `0123`): kubectl and
 * kustomize read YAML 1.1.
 */
const CREATE = { compat: 'yaml-1.1', aliasDuplicateObjects: false } as const;
const PRINT = { lineWidth: 0, singleQuote: true } as const;

/**
 * Prints objects as the documents of one YAML file; `comment` stands on top.
 *
 * @internal
 */
export function printYaml(
  objects: readonly object[],
  comment?: string,
): string {
  const text = objects
    .map(object => new Document(object, CREATE).toString(PRINT))
    .join('---\n');
  return comment ? `${commentOut(comment)}${text}` : text;
}

function commentOut(comment: string): string {
  return comment
    .split('\n')
    .map(line => `# ${line}`.trimEnd())
    .join('\n')
    .concat('\n');
}
