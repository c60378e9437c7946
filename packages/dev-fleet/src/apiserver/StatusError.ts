import { ApiKind } from './ApiKind';

/**
 * The answer of an API server to a request it could not serve.
 *
 * @public
 */
export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: { continue?: string };
  status: 'Failure' | 'Success';
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code?: number;
}

/**
 * What a {@link Status} is about.
 *
 * @public
 */
export interface StatusDetails {
  name?: string;
  group?: string;
  /** The plural; for invalid objects the kind. */
  kind?: string;
  uid?: string;
  causes?: Array<{ reason?: string; message?: string; field?: string }>;
  retryAfterSeconds?: number;
}

/**
 * The kind's part that error messages need.
 *
 * @internal
 */
export type NamedKind = Pick<
  ApiKind,
  'group' | 'resource' | 'kind' | 'groupResource'
>;

const REASONS: Record<number, [reason: string, message: string]> = {
  403: ['Forbidden', 'forbidden: the server refused the request'],
  404: ['NotFound', 'the server could not find the requested resource'],
  405: [
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  ],
  406: [
    'NotAcceptable',
    'only the following media types are accepted: application/json, application/yaml',
  ],
  410: ['Expired', 'The resourceVersion for the provided watch is too old.'],
  413: ['RequestEntityTooLarge', 'Request entity too large: limit is 3145728'],
  422: [
    'Invalid',
    'the server rejected our request due to an error in our request',
  ],
  503: [
    'ServiceUnavailable',
    'the server is currently unable to handle the request',
  ],
  504: [
    'Timeout',
    'the server was unable to return a response in the time allotted',
  ],
};

/**
 * An expected refusal, worded as a real API server words it.
 *
 * @public
 */
export class StatusError extends Error {
  readonly status: Status & { code: number; reason: string };

  private constructor(options: {
    code: number;
    reason: string;
    message: string;
    details?: StatusDetails;
    continueToken?: string;
  }) {
    super(options.message);
    this.name = 'StatusError';
    const { code, reason, message, details, continueToken } = options;
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: continueToken ? { continue: continueToken } : {},
      status: 'Failure',
      message,
      reason,
      ...(details ? { details } : {}),
      code,
    };
  }

  /** 404: the kind is known, the object is not there. */
  static notFound(kind: NamedKind, name: string): StatusError {
    return new StatusError({
      code: 404,
      reason: 'NotFound',
      message: `${kind.groupResource} "${name}" not found`,
      details: about(kind, name),
    });
  }

  /** 409 on creating a name that is taken. */
  static alreadyExists(kind: NamedKind, name: string): StatusError {
    return new StatusError({
      code: 409,
      reason: 'AlreadyExists',
      message: `${kind.groupResource} "${name}" already exists`,
      details: about(kind, name),
    });
  }

  /** 409: the object changed since the caller read it. */
  static conflict(
    kind: NamedKind,
    name: string,
    why = 'the object has been modified; please apply your changes to the latest version and try again',
  ): StatusError {
    return new StatusError({
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on ${kind.groupResource} "${name}": ${why}`,
      details: about(kind, name),
    });
  }

  /** 422: a field of the object is not allowed as it is. */
  static invalid(
    kind: Pick<NamedKind, 'group' | 'kind'>,
    name: string,
    cause: { reason: string; field: string; message: string },
  ): StatusError {
    const title = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
    return new StatusError({
      code: 422,
      reason: 'Invalid',
      message: `${title} "${name}" is invalid: ${cause.field}: ${cause.message}`,
      details: {
        name,
        group: kind.group,
        kind: kind.kind,
        causes: [cause],
      },
    });
  }

  /** 400: the request cannot be understood. */
  static badRequest(message: string): StatusError {
    return new StatusError({ code: 400, reason: 'BadRequest', message });
  }

  /** 401, with or without a token: the real server says no more. */
  static unauthorized(): StatusError {
    return new StatusError({
      code: 401,
      reason: 'Unauthorized',
      message: 'Unauthorized',
    });
  }

  /** 403; `what` is the sentence after "is forbidden: ". */
  static forbidden(
    what: string,
    kind: Pick<NamedKind, 'group' | 'resource' | 'groupResource'>,
    name = '',
  ): StatusError {
    const subject = name
      ? `${kind.groupResource} "${name}"`
      : kind.groupResource;
    return new StatusError({
      code: 403,
      reason: 'Forbidden',
      message: `${subject} is forbidden: ${what}`,
      details: about(kind, name),
    });
  }

  /** 410: history no longer reaches back so far. */
  static expired(message: string, continueToken?: string): StatusError {
    return new StatusError({
      code: 410,
      reason: 'Expired',
      message,
      continueToken,
    });
  }

  /** 504: the caller asks for a moment that this server has not reached. */
  static resourceVersionTooLarge(asked: string, current: string): StatusError {
    return new StatusError({
      code: 504,
      reason: 'Timeout',
      message: `Timeout: Too large resource version: ${asked}, current: ${current}`,
      details: {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    });
  }

  /** 415: the patch type is not served for this kind. */
  static unsupportedMediaType(accepted: string[]): StatusError {
    return new StatusError({
      code: 415,
      reason: 'UnsupportedMediaType',
      message: `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
        ', ',
      )}`,
    });
  }

  /** 429 with the seconds to wait. */
  static tooManyRequests(retryAfterSeconds: number): StatusError {
    return new StatusError({
      code: 429,
      reason: 'TooManyRequests',
      message: 'Too many requests, please try again later.',
      details: { retryAfterSeconds },
    });
  }

  /** 500: something broke inside the server. */
  static internal(message: string): StatusError {
    return new StatusError({
      code: 500,
      reason: 'InternalError',
      message: `Internal error occurred: ${message}`,
      details: { causes: [{ message }] },
    });
  }

  /** Any other code, with the reason Kubernetes gives it. */
  static ofCode(code: number, message?: string): StatusError {
    const [reason, text] = REASONS[code] ?? [
      'Unknown',
      'the server was unable to complete the request',
    ];
    return new StatusError({ code, reason, message: message ?? text });
  }
}

function about(
  kind: Pick<NamedKind, 'group' | 'resource'>,
  name: string,
): StatusDetails {
  return {
    ...(name ? { name } : {}),
    ...(kind.group ? { group: kind.group } : {}),
    kind: kind.resource,
  };
}
