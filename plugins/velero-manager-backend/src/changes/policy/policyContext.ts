/** The commit status that a branch requires for the policies to be in force. @internal */
export const POLICY_CONTEXT = 'velero-manager/policy';
