import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { hourlyCheckout } from './createIntentAction.examples';

/** @internal */
export const examples: TemplateExample[] = [
  {
    description:
      'Plan a schedule and open the pull request with the stock action for GitHub',
    example: stringify({
      steps: [
        {
          id: 'plan',
          name: 'Plan the schedule',
          action: 'velero-manager:plan',
          input: { intent: { kind: 'schedule:save', ...hourlyCheckout } },
        },
        {
          id: 'publish',
          name: 'Open the pull request',
          if: "${{ steps.plan.output.result === 'planned' }}",
          action: 'publish:github:pull-request',
          input: {
            repoUrl: 'github.com?owner=your-org&repo=velero-gitops-config',
            sourcePath: '${{ steps.plan.output.sourcePath }}',
            filesToDelete: '${{ steps.plan.output.filesToDelete }}',
            branchName: '${{ steps.plan.output.branchName }}',
            targetBranchName: '${{ steps.plan.output.targetBranchName }}',
            title: '${{ steps.plan.output.title }}',
            description: '${{ steps.plan.output.description }}',
          },
        },
      ],
    }),
  },
];
