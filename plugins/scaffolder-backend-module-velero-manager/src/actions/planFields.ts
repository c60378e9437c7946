import { intentKinds } from '@velero-manager/backstage-plugin-velero-manager-common';
import { z } from 'zod/v3';

/** Any intent: its kind, and the fields of that kind. @internal */
export const intentField = () =>
  z
    .object({
      kind: z
        .string()
        .describe(
          `What is wanted: ${intentKinds.map(k => `'${k}'`).join(', ')}.`,
        ),
    })
    .passthrough()
    .describe(
      'What is wanted, with the fields that the action of that kind takes.',
    );

/** What the checks found; errors stop an action, so these are the others. @internal */
export const findingsField = () =>
  z
    .array(
      z.object({
        code: z.string(),
        severity: z.enum(['error', 'warning', 'info']),
        path: z.string(),
        line: z.number().nullable(),
        message: z.string(),
        fix: z.string().nullable(),
      }),
    )
    .describe('What the checks found in the planned files.');

/** What the planning action puts out. @internal */
export const planOutput = {
  result: () =>
    z
      .enum(['planned', 'unchanged'])
      .describe('`unchanged`: the repository already holds all of it.'),
  sourcePath: () =>
    z
      .string()
      .describe(
        'Folder of the workspace that holds the added and the changed files, by their paths in the repository.',
      ),
  filesToDelete: () =>
    z.array(z.string()).describe('Paths in the repository to delete.'),
  title: () => z.string().describe('Title for a pull request.'),
  summary: () => z.string().describe('What changes, in Markdown.'),
  description: () =>
    z.string().describe('Text for a pull request, in Markdown, with findings.'),
  branchName: () =>
    z.string().describe('Branch name; the same intent has the same.'),
  targetBranchName: () =>
    z.string().describe('Branch that the files were planned against.'),
  baseRevision: () =>
    z.string().describe('Commit that the files were planned against.'),
  planHash: () =>
    z.string().optional().describe('Hash over the planned files.'),
  findings: () => findingsField(),
};
