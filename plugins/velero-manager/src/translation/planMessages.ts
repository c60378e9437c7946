/** The texts of the preview of a change. @internal */
export const planMessages = {
  checks: 'Checks',
  noFindings: 'The checks found nothing.',
  files: 'Files',
  repository:
    'Proposed as a pull request to the branch “{{branch}}” of the config repository {{repository}}.',
  action: { add: 'New', edit: 'Changed', delete: 'Deleted' },
  severity: { error: 'Error:', warning: 'Warning:', info: 'Note:' },
  lines: 'Lines added: {{added}}, removed: {{removed}}',
  diffOf: 'Changes of {{path}}',
  allLines_one: 'Show the whole {{count}} line',
  allLines_other: 'Show all {{count}} lines',
  obstacle: {
    unchanged: 'There is nothing to change',
    unchangedDetail:
      'The repository says all of this already. Where the cluster does not follow it, look at what applies the repository.',
    conflict: 'This cannot be done as the repository stands',
    refused: 'You may not propose this',
    errors: 'The checks found errors',
    errorsDetail:
      'Nothing can be proposed like this: go back and correct what is named below.',
  },
  error: {
    invalid: 'The form holds something that cannot be used',
    signIn: 'Your session has ended; sign in again',
    forbidden: 'You may not plan changes',
    notFound: 'The config repository was not found',
    conflict: 'The config repository cannot be changed at present',
    tooMany: 'You have too many previews under way',
    unavailable: 'The Git host cannot be asked at present',
    failed: 'What changes could not be worked out',
  },
  blocked: {
    planning: 'Wait until the preview is there.',
    failed:
      'Without a preview nothing can be proposed; the reason stands in its place.',
    unchanged: 'There is nothing to propose.',
    conflict: 'This cannot be proposed as the repository stands.',
    refused: 'You may not propose this; the preview says what is missing.',
    errors: 'The checks found errors: go back and correct them.',
  },
} as const;
