import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { VeleroManagerService } from '@velero-manager/backstage-plugin-velero-manager-node';
import { examples } from './createProposeAction.examples';
import { outputAll } from './outputAll';
import { intentField } from './planFields';
import { proposalInput, proposalOutput, proposeIntent } from './proposal';

/**
 * The action `velero-manager:propose`: proposes any intent as a pull request.
 *
 * @internal
 */
export function createProposeAction(options: {
  service: VeleroManagerService;
}) {
  return createTemplateAction({
    id: 'velero-manager:propose',
    description:
      'Plans a change to a config repository, checks it and proposes it as a pull request.',
    examples,
    supportsDryRun: true,
    schema: {
      input: { intent: () => intentField(), ...proposalInput },
      output: proposalOutput,
    },
    async handler(ctx) {
      const { intent, ...guard } = ctx.input;
      const { service } = options;
      outputAll(ctx, await proposeIntent({ service, ctx, intent, guard }));
    },
  });
}
