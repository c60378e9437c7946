import { z } from 'zod';
import { name, nameRef, strict, target, text, textMap, texts } from './fields';

/* What Flux's kinds have in common. */

export const patches = z.array(strict({ patch: text }, { target }));
export const images = z.array(
  strict({ name: text }, { digest: text, newName: text, newTag: text }),
);
export const commonMetadata = strict(
  {},
  { annotations: textMap, labels: textMap },
);
export const dependsOn = z.array(
  strict({ name }, { namespace: text, readyExpr: text }),
);
export const kubeConfig = strict(
  {},
  { configMapRef: nameRef, secretRef: strict({ name }, { key: text }) },
);
export const healthCheckExprs = z.array(
  strict(
    { apiVersion: text, current: text },
    { failed: text, inProgress: text, kind: text },
  ),
);
export const ignore = z.array(strict({ paths: texts }, { target }));
