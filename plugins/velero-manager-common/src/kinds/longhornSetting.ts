import { LonghornSettingFact } from '../facts';
import { Parsed } from '../parsed';
import { identityOf, namespacedMetadata, object, textOrEmpty } from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { KindDefinition } from './types';

/** The one setting that a verdict needs; others may hold more than we should keep. */
const KEPT = 'allow-recurring-job-while-volume-detached';

const schema = object({ metadata: namespacedMetadata, value: textOrEmpty });

function parse(value: unknown): Parsed<LonghornSettingFact> {
  return parseObject(schema, value, setting => ({
    ...identityOf(setting.metadata),
    value: setting.metadata.name === KEPT ? setting.value : '',
  }));
}

/** How a Longhorn Setting is read. @internal */
export const longhornSettingKind: KindDefinition<'LonghornSetting'> = {
  kind: 'LonghornSetting',
  engine: 'longhorn',
  group: 'longhorn.io',
  versions: ['v1beta2'],
  resource: 'settings',
  parse,
  keep: ({ name }) => name === KEPT,
  index: noIndex,
};
