import { CustomErrorBase } from '@backstage/errors';

/** The caller asks for more at a time than one caller may. Answered with 429. @internal */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  /** Read by Backstage's error handler. */
  readonly statusCode = 429;
}
