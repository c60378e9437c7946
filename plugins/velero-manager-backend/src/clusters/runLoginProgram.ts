import { execFile } from 'node:child_process';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';

/** A program that hangs is ended. */
const PATIENCE_MS = 60_000;

/** More than any credential has. */
const MAX_OUTPUT_BYTES = 1024 * 1024;

/** `exec` of a kubeconfig's user, as far as it is ours to follow. */
const programSchema = z.object({
  apiVersion: z.string().nullish(),
  command: z.string(),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});

/** An `ExecCredential` of client.authentication.k8s.io. */
const credentialSchema = z.object({
  status: z.object({
    token: z.string().min(1).nullish(),
    clientCertificateData: z.string().min(1).nullish(),
    clientKeyData: z.string().min(1).nullish(),
    expirationTimestamp: z.string().nullish(),
  }),
});

/** What a log-in program gave out, and when it ends. @internal */
export interface ProgramCredential {
  token: string | null;
  /** PEM texts of a client certificate. */
  certificate: { cert: string; key: string } | null;
  /** Milliseconds since the epoch; infinite where the program does not say. */
  expiresAtMs: number;
}

/** What a program prints, on either channel, is told to nobody: it may be a secret. */
function run(program: z.output<typeof programSchema>): Promise<string> {
  const { apiVersion, command, args, env } = program;
  const told = JSON.stringify({
    apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false },
  });
  return new Promise((resolve, reject) => {
    execFile(
      command,
      args ?? [],
      {
        timeout: PATIENCE_MS,
        killSignal: 'SIGKILL',
        maxBuffer: MAX_OUTPUT_BYTES,
        env: {
          ...process.env,
          ...Object.fromEntries((env ?? []).map(it => [it.name, it.value])),
          KUBERNETES_EXEC_INFO: told,
        },
      },
      (error, stdout) => (error ? reject(error) : resolve(stdout)),
    );
  });
}

function parse(output: string): ProgramCredential | undefined {
  let json: unknown;
  try {
    json = JSON.parse(output);
  } catch {
    return undefined;
  }
  const credential = credentialSchema.safeParse(json);
  if (!credential.success) {
    return undefined;
  }
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } =
    credential.data.status;
  const certificate =
    clientCertificateData && clientKeyData
      ? { cert: clientCertificateData, key: clientKeyData }
      : null;
  const expiresAtMs = Date.parse(expirationTimestamp ?? '');
  return token || certificate
    ? {
        token: token ?? null,
        certificate,
        expiresAtMs: Number.isNaN(expiresAtMs)
          ? Number.POSITIVE_INFINITY
          : expiresAtMs,
      }
    : undefined;
}

/**
 * Runs the program that a kubeconfig logs in with, as client-go does
 * (plugin/pkg/client/auth/exec): without a shell, not interactive, told in
 * `KUBERNETES_EXEC_INFO` what is asked of it. Whoever calls has made sure that
 * the operator allows its command. The Kubernetes library would let one that
 * hangs run on for ever, and run one that names no end anew for each request.
 *
 * @throws InputError without secrets, where it gives no credential
 * @internal
 */
export async function runLoginProgram(
  exec: unknown,
): Promise<ProgramCredential> {
  const program = programSchema.safeParse(exec);
  if (!program.success) {
    throw new InputError('The log-in program is not described as it should be');
  }
  const output = await run(program.data).catch(() => {
    throw new InputError('The log-in program failed');
  });
  const credential = parse(output);
  if (!credential) {
    throw new InputError('The log-in program gave no credential');
  }
  return credential;
}
