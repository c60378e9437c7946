import { isMap } from '../../snapshot/readManifests';
import type { CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt, findingIn } from '../Finding';
import type { Rule } from './Rule';

const FIX =
  'Take it out, change it where it is used (Git keeps it for ever), and name a Secret made by an ExternalSecret or a SealedSecret.';

/** What credentials look like; the finding never repeats them. */
const CREDENTIALS: [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [
    /aws_secret_access_key\s*[=:]\s*['"]?[A-Za-z0-9/+]{30,}/i,
    'an AWS secret key',
  ],
  [
    /\bgh[pousr]_[A-Za-z0-9]{30,}\b|\bgithub_pat_[A-Za-z0-9_]{30,}\b/,
    'a GitHub token',
  ],
  [/\bglpat-[A-Za-z0-9_-]{20,}\b/, 'a GitLab token'],
  [
    /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
    'a signed token',
  ],
];

/** Nothing that opens anything stands in Git in clear. @internal */
export const checkSecrets: Rule = repository => [
  ...checkObjects(repository),
  ...[...repository.files].flatMap(([path, text]) => scan(path, text)),
];

function checkObjects({ manifests }: CheckedRepository): Finding[] {
  return manifests.flatMap(manifest => {
    const { data, identity } = manifest;
    if (
      identity?.kind !== 'Secret' ||
      identity.apiVersion !== 'v1' ||
      !isMap(data)
    ) {
      return [];
    }
    return ['data', 'stringData'].flatMap(field => {
      const values = isMap(data[field]) ? Object.values(data[field]) : [];
      if (
        values.length === 0 ||
        (isMap(data.sops) && values.every(isEncrypted))
      )
        return [];
      return [
        findingAt(manifest, [field], {
          code: 'PLAINTEXT_SECRET',
          severity: 'error',
          message: 'A Secret stands in Git in clear.',
          fix: FIX,
        }),
      ];
    });
  });
}

/** As SOPS writes an encrypted value. */
function isEncrypted(value: unknown): boolean {
  return (
    typeof value === 'string' && /^ENC\[AES256_GCM,data:[^\]]+\]$/.test(value)
  );
}

function scan(path: string, text: string): Finding[] {
  return CREDENTIALS.flatMap(([pattern, what]) => {
    const at = text.search(pattern);
    if (at < 0) return [];
    return [
      findingIn(path, text.slice(0, at).split('\n').length, {
        code: 'PLAINTEXT_SECRET',
        severity: 'error',
        message: `What stands here looks like ${what}.`,
        fix: FIX,
      }),
    ];
  });
}
