import { InputError } from '@backstage/errors';
import type { RequestHandler } from 'express';

/**
 * Refuses parameters such as `state[a]=b`, which Express makes objects of: no
 * parameter of ours is one, and the validator stumbles over them without
 * saying which it was.
 *
 * @internal
 */
export const refuseNestedQuery: RequestHandler = (req, _res, next) => {
  const nested = Object.entries(req.query).find(([, value]) =>
    [value].flat().some(one => typeof one !== 'string'),
  );
  next(
    nested &&
      new InputError(
        `Malformed query parameter '${nested[0]}': must be a plain value`,
      ),
  );
};
