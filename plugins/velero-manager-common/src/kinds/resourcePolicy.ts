import { ResourcePolicyFact } from '../facts';
import { Parsed } from '../parsed';
import { identityOf, namespacedMetadata, object, textMap } from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { PolicyContent, readPolicy } from './readPolicy';
import { KindDefinition } from './types';

const schema = object({ metadata: namespacedMetadata, data: textMap });

const NOTHING: PolicyContent = {
  volumePolicies: [],
  includeExclude: null,
  unknownSections: [],
};

function parse(value: unknown): Parsed<ResourcePolicyFact> {
  return parseObject(schema, value, ({ metadata, data }) => {
    const content = readContent(Object.values(data));
    return {
      ...identityOf(metadata),
      problem: content.ok ? null : content.reason,
      ...(content.ok ? content.value : NOTHING),
    };
  });
}

/** The name of the key does not matter to Velero, their number does. */
function readContent(values: string[]): Parsed<PolicyContent> {
  return values.length === 1
    ? readPolicy(values[0])
    : {
        ok: false,
        reason: `the ConfigMap must have exactly one key in data, but has ${values.length}`,
      };
}

/** How a ConfigMap with Velero's resource policies is read. @internal */
export const resourcePolicyKind: KindDefinition<'ResourcePolicy'> = {
  kind: 'ResourcePolicy',
  engine: 'velero',
  group: '',
  versions: ['v1'],
  resource: 'configmaps',
  reach: 'named',
  parse,
  index: noIndex,
};
