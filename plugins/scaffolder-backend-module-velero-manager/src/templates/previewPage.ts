import type {
  IntentKind,
  TemplatePage,
} from '@velero-manager/backstage-plugin-velero-manager-common';

/** The parameter that holds what was previewed. */
const PREVIEW = 'preview';

/**
 * The last page of a template: what the form asks for, planned. The field is of
 * the frontend plugin; it fills in what {@link previewInputs} hands on, and lets
 * nobody go on without.
 *
 * @internal
 */
export function previewPage(kind: IntentKind): TemplatePage {
  return {
    title: 'Preview',
    // Whoever starts the template without its form may leave it out.
    required: [],
    properties: {
      [PREVIEW]: {
        title: 'What changes',
        type: 'object',
        'ui:field': 'VeleroManagerPreview',
        'ui:options': { intent: kind },
        'ui:backstage': { review: { show: false } },
        properties: {
          planHash: { type: 'string' },
          baseRevision: { type: 'string' },
        },
      },
    },
  };
}

/** The inputs by which an action stops where another plan would be proposed. @internal */
export const previewInputs = ['planHash', 'baseRevision'].map(
  name => [name, `\${{ parameters.${PREVIEW}.${name} }}`] as const,
);
