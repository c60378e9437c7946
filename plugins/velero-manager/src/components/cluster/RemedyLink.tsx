import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Remedy } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { FormOf } from '../../templates';
import { veleroManagerTranslationRef } from '../../translation';
import { FormLink } from '../FormLink';
import { remedyWords } from '../remedyWords';

/** The properties of {@link RemedyLink}. @internal */
export interface RemedyLinkProps {
  remedy: Remedy | null;
  /** No forms are offered without. */
  formOf?: FormOf;
}

/** A button to the form that mends something; nothing where there is none. @internal */
export function RemedyLink({ remedy, formOf }: RemedyLinkProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const form = remedy && formOf?.(remedy);
  return form ? (
    <div style={{ marginTop: 4 }}>
      <FormLink to={form}>
        {remedyWords(remedy, { isOneOfMany: false, t })}
      </FormLink>
    </div>
  ) : null;
}
