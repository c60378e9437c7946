import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { hourlyCheckout } from './createIntentAction.examples';

/** @internal */
export const examples: TemplateExample[] = [
  {
    description: 'Propose a schedule, but only as it was previewed',
    example: stringify({
      steps: [
        {
          id: 'propose',
          name: 'Propose the schedule',
          action: 'velero-manager:propose',
          input: {
            intent: { kind: 'schedule:save', ...hourlyCheckout },
            planHash: '${{ parameters.planHash }}',
          },
        },
      ],
    }),
  },
];
