import { EXEMPTIONS_PATH, parseExemptions } from '../../exemption';
import { policyOf } from '../../snapshot';
import { quoteNames, quoteValue } from '../../words';
import { findingIn } from '../Finding';
import type { Rule } from './Rule';

/**
 * Every exemption can be read, for one that cannot grants nothing, and is for
 * an environment that there is.
 *
 * @internal
 */
export const checkExemptions: Rule = ({ files, settings }) => {
  const text = files.get(EXEMPTIONS_PATH);
  if (text === undefined) return [];
  const { exemptions, problems } = parseExemptions(text);
  const unknown = new Set(
    exemptions.flatMap(({ environment }) =>
      settings && environment !== null && !policyOf(settings, environment)
        ? [environment]
        : [],
    ),
  );
  return [
    ...problems.map(({ line, message }) =>
      findingIn(EXEMPTIONS_PATH, line, {
        code: 'EXEMPTION_INVALID',
        severity: 'error',
        message: `The file is no valid list of exemptions: ${message}.`,
        fix: 'Name scope (with its namespace), reason, approver and expires.',
      }),
    ),
    ...[...unknown].map(environment =>
      findingIn(EXEMPTIONS_PATH, null, {
        code: 'EXEMPTION_NOWHERE',
        severity: 'warning',
        message: `An exemption is for the environment ${quoteValue(
          environment,
        )}, which is not known; there are ${quoteNames(
          Object.keys(settings?.environments ?? {}),
        )}.`,
      }),
    ),
  ];
};
