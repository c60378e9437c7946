import { Annotation } from '../githost';

const COMMAND = /^::(error|warning|notice)(?: ([^:]*))?::(.*)$/;

/**
 * Reads what a step said of places by workflow commands.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 *
 * @internal
 */
export function readAnnotations(output: string): Annotation[] {
  return output.split('\n').flatMap(text => {
    const [, level, properties = '', message] = COMMAND.exec(text) ?? [];
    if (level !== 'error' && level !== 'warning' && level !== 'notice') {
      return [];
    }
    const { file, line, title } = readProperties(properties);
    return [
      {
        level,
        file: file ?? null,
        line: line === undefined ? null : Number(line),
        title: title ?? null,
        message: unescapeData(message),
      },
    ];
  });
}

function readProperties(text: string): Record<string, string | undefined> {
  const pairs = text.split(',').map((pair): [string, string] => {
    const [name, ...value] = pair.split('=');
    return [name.trim(), unescapeProperty(value.join('='))];
  });
  return Object.fromEntries(pairs);
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replace(/%3A/g, ':').replace(/%2C/g, ','));
}

function unescapeData(text: string): string {
  return text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
}
