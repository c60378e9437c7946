import type { Translate } from '../components/stateWord';
import type { FieldHint } from './FieldHint';

/**
 * What the schema refuses of single names of a list: no template of the form
 * shows that.
 *
 * @internal
 */
export function listErrors(
  props: { errorSchema?: object; formData?: unknown },
  t: Translate,
): FieldHint[] {
  const { errorSchema, formData } = props;
  const names: unknown[] = Array.isArray(formData) ? formData : [];
  return Object.entries(errorSchema ?? {}).flatMap(([index, errors]) => {
    const name = names[Number(index)];
    const problems: string[] = Object(errors).__errors ?? [];
    return name === undefined
      ? []
      : problems.map(problem => ({
          tone: 'error' as const,
          text: t('field.namespaces.problem', { name: String(name), problem }),
        }));
  });
}
