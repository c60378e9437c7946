import type { IntentKind } from '@velero-manager/backstage-plugin-velero-manager-common';

/** A form that is asked for: of an intent, filled in as far as it is known. @internal */
export interface FormAsked {
  intent: IntentKind;
  values: Record<string, unknown>;
}

/** The address of a form, filled in; `null` in portals that have none. @internal */
export type FormOf = (asked: FormAsked) => string | null;
