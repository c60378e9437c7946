import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  changeCreatePermission,
  planCreatePermission,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { createFromTemplateRouteRef } from '../routes';
import { exampleTemplateRefs, formSearch } from '../templates';
import type { FormOf, TemplateRefs } from '../templates';

/** Whether and where the signed-in user can propose a change. @internal */
export interface Proposing {
  /** The permission that the user lacks; `null` for none, undefined while it is not known. */
  missing: string | null | undefined;
  formOf: FormOf;
}

/**
 * Finds the form that asks for an intent, and whether the user may propose.
 *
 * @param refs - the portal's own templates; those of this suite for the rest
 * @internal
 */
export function useProposing(refs: TemplateRefs = {}): Proposing {
  const formRoute = useRouteRef(createFromTemplateRouteRef);
  const asked = [planCreatePermission, changeCreatePermission];
  const plan = usePermission({ permission: planCreatePermission });
  const change = usePermission({ permission: changeCreatePermission });
  const answers = [plan, change];
  const isKnown = answers.every(({ loading, error }) => !loading && !error);
  const denied = asked[answers.findIndex(({ allowed }) => !allowed)];
  return {
    missing: isKnown ? denied?.name ?? null : undefined,
    formOf: ({ intent, values }) => {
      const ref = refs[intent] ?? exampleTemplateRefs[intent];
      const { namespace, name: templateName } = parseEntityRef(ref, {
        defaultKind: 'template',
        defaultNamespace: 'default',
      });
      const path = formRoute?.({ namespace, templateName });
      return path ? path + formSearch(values) : null;
    },
  };
}
