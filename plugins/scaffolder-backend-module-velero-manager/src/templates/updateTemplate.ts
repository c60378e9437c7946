import {
  type IntentKind,
  templateFieldsOf,
  templateParametersOf,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { parseDocument } from 'yaml';
import { previewInputs, previewPage } from './previewPage';

/**
 * The text of a software template with what follows from an intent made anew:
 * its form, which ends with a preview, and the inputs of its first step. All
 * else stays as people wrote it, comments too.
 *
 * @internal
 */
export function updateTemplate(text: string, kind: IntentKind): string {
  const template = parseDocument(text);
  const pages = templateParametersOf(kind);
  const inputs = pages
    .flatMap(templateFieldsOf)
    .map(name => [name, `\${{ parameters.${name} }}`]);
  template.setIn(
    ['spec', 'parameters'],
    template.createNode([...pages, previewPage(kind)]),
  );
  template.setIn(
    ['spec', 'steps', 0, 'input'],
    template.createNode(Object.fromEntries([...inputs, ...previewInputs])),
  );
  return template.toString({ lineWidth: 0, singleQuote: true });
}
