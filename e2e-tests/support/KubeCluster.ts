import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect } from '@playwright/test';

/** An object as the API server tells it, as far as tests look at it. */
export interface SeenObject {
  metadata: { annotations?: Record<string, string> };
  spec?: Record<string, unknown>;
  status?: {
    phase?: string;
    available?: boolean;
    conditions?: { type: string; status: string }[];
    [field: string]: unknown;
  };
}

/** A cluster of the fleet, asked by stock `kubectl`. */
export class KubeCluster {
  readonly #kubeconfig: string;

  constructor(name: string) {
    const directory = process.env.VELERO_MANAGER_FLEET_DIR ?? '.dev-fleet';
    this.#kubeconfig = path.join(directory, `${name}.kubeconfig`);
  }

  /** Null for one that is not there. */
  get(resource: string, namespace: string, name: string): SeenObject | null {
    const text = execFileSync(
      'kubectl',
      [
        ...['--kubeconfig', this.#kubeconfig, '--namespace', namespace],
        ...['get', resource, name, '--ignore-not-found', '-o', 'json'],
      ],
      { encoding: 'utf8' },
    );
    return text.trim() ? JSON.parse(text) : null;
  }

  /** Waits until an object is as it should be. */
  async expectObject(
    [resource, namespace, name]: [string, string, string],
    isSo: (object: SeenObject | null) => boolean,
  ): Promise<void> {
    await expect
      .poll(
        () => {
          const object = this.get(resource, namespace, name);
          return isSo(object) ? 'as it should be' : JSON.stringify(object);
        },
        { timeout: 90_000, intervals: [1_000] },
      )
      .toBe('as it should be');
  }
}
