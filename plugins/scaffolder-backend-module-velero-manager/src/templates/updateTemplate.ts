import {
  type IntentKind,
  templateParametersOf,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parseDocument } from 'yaml';

/**
 * The text of a software template with what follows from an intent made anew:
 * its form, and the inputs of its first step. All else stays as people wrote
 * it, comments too.
 *
 * @internal
 */
export function updateTemplate(text: string, kind: IntentKind): string {
  const template = parseDocument(text);
  const pages = templateParametersOf(kind);
  const inputs = pages
    .flatMap(({ properties }) => Object.keys(properties))
    .map(name => [name, `\${{ parameters.${name} }}`]);
  template.setIn(['spec', 'parameters'], template.createNode(pages));
  template.setIn(
    ['spec', 'steps', 0, 'input'],
    template.createNode(Object.fromEntries(inputs)),
  );
  return template.toString({ lineWidth: 0, singleQuote: true });
}
