import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { VeleroManagerService } from '@velero-manager/backstage-plugin-velero-manager-node';
import { z } from 'zod/v3';
import { examples } from './createPlanAction.examples';
import { outputAll } from './outputAll';
import { intentField, planOutput } from './planFields';
import { planSoundly } from './planSoundly';
import { writePlannedFiles } from './writePlannedFiles';

const DEFAULT_FOLDER = 'change';

/**
 * The action `velero-manager:plan`: writes the files of any intent into the
 * workspace, for publishing them with another action.
 *
 * @internal
 */
export function createPlanAction(options: { service: VeleroManagerService }) {
  return createTemplateAction({
    id: 'velero-manager:plan',
    description:
      'Plans a change to a config repository and writes its added and changed files into the workspace. Proposes nothing itself.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        intent: () => intentField(),
        targetPath: () =>
          z
            .string()
            .min(1)
            .optional()
            .describe(
              `Folder of the workspace to write to; what it held is removed. Default '${DEFAULT_FOLDER}'.`,
            ),
      },
      output: planOutput,
    },
    async handler(ctx) {
      const { intent, targetPath = DEFAULT_FOLDER } = ctx.input;
      const folder = resolveSafeChildPath(ctx.workspacePath, targetPath);
      if (folder === resolveSafeChildPath(ctx.workspacePath, '.')) {
        throw new InputError(
          `targetPath is '${targetPath}'; it must be a folder inside the workspace`,
        );
      }
      const preview = await planSoundly(options.service, ctx, intent);
      outputAll(ctx, {
        result: preview.result,
        sourcePath: targetPath,
        filesToDelete: await writePlannedFiles(folder, preview.files),
        title: preview.title,
        summary: preview.summary,
        description: preview.description,
        branchName: preview.branchName,
        targetBranchName: preview.repository.branch,
        baseRevision: preview.baseRevision,
        planHash: preview.planHash ?? undefined,
        findings: preview.findings,
      });
    },
  });
}
