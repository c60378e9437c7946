import { DOCS } from './documentation';

/** One entry of `errors` in a validation answer. @public */
export type ValidationProblem =
  | string
  | {
      resource: string;
      field?: string;
      code:
        | 'missing'
        | 'missing_field'
        | 'invalid'
        | 'already_exists'
        | 'custom';
      message?: string;
    };

/** What GraphQL calls the error in `type`. @public */
export type GraphqlErrorType =
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'STALE_DATA'
  | 'UNPROCESSABLE';

interface HostErrorParts {
  status: number;
  message: string;
  documentation?: string;
  errors?: ValidationProblem[];
  headers?: Record<string, string>;
  graphqlType?: GraphqlErrorType;
}

/**
 * An expected refusal, worded as GitHub words it.
 *
 * @public
 */
export class HostError extends Error {
  readonly status: number;
  readonly errors: ValidationProblem[] | undefined;
  readonly headers: Record<string, string>;
  /** Set where the refusal has its own page; else the call's page is named. */
  readonly documentation: string | undefined;
  readonly graphqlType: GraphqlErrorType;

  private constructor(parts: HostErrorParts) {
    super(parts.message);
    this.name = 'HostError';
    this.status = parts.status;
    this.errors = parts.errors;
    this.headers = parts.headers ?? {};
    this.documentation = parts.documentation;
    this.graphqlType = parts.graphqlType ?? typeOfStatus(parts.status);
  }

  /**
   * 401: the token is unknown.
   * https://docs.github.com/rest/authentication/authenticating-to-the-rest-api#failed-login-limit
   */
  static badCredentials(): HostError {
    return new HostError({
      status: 401,
      message: 'Bad credentials',
      documentation: 'https://docs.github.com/rest',
    });
  }

  /**
   * 401: no token where one is needed.
   * https://docs.github.com/rest/authentication/authenticating-to-the-rest-api
   */
  static requiresAuthentication(): HostError {
    return new HostError({ status: 401, message: 'Requires authentication' });
  }

  /**
   * 401: an app's JSON web token does not hold.
   * https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
   */
  static badAppToken(): HostError {
    return new HostError({
      status: 401,
      message: 'A JSON web token could not be decoded',
      documentation: 'https://docs.github.com/rest',
    });
  }

  /**
   * 403: the caller may read, not do this.
   * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#resource-not-accessible
   */
  static notAccessible(by: 'integration' | 'personal access token'): HostError {
    return new HostError({
      status: 403,
      message: `Resource not accessible by ${by}`,
    });
  }

  /**
   * 403: a write to what was archived.
   * https://docs.github.com/repositories/archiving-a-github-repository/archiving-repositories
   */
  static archived(): HostError {
    return new HostError({
      status: 403,
      message: 'Repository was archived so is read-only.',
    });
  }

  /**
   * 404: it is not there, or the caller may not know that it is.
   * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#404-not-found-for-an-existing-resource
   */
  static notFound(message = 'Not Found'): HostError {
    return new HostError({ status: 404, message });
  }

  /**
   * 404: a path that the API does not have at all.
   * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
   */
  static noSuchPath(): HostError {
    return new HostError({
      status: 404,
      message: 'Not Found',
      documentation: 'https://docs.github.com/rest',
    });
  }

  /**
   * 405: a pull request that must not be merged now.
   * https://docs.github.com/rest/pulls/pulls#merge-a-pull-request
   */
  static notMergeable(message: string): HostError {
    return new HostError({
      status: 405,
      message,
      graphqlType: 'UNPROCESSABLE',
    });
  }

  /**
   * 409: the given sha is not (or no longer) the head.
   * https://docs.github.com/rest/pulls/pulls#merge-a-pull-request
   */
  static conflict(message: string): HostError {
    return new HostError({
      status: 409,
      message,
      graphqlType: 'UNPROCESSABLE',
    });
  }

  /**
   * `STALE_DATA` of GraphQL: the branch is not where the caller expects it.
   * https://docs.github.com/graphql/reference/mutations#createcommitonbranch
   */
  static staleData(expected: string): HostError {
    return new HostError({
      status: 409,
      message: `Expected branch to point to "${expected}" but it did not. Pull and try again.`,
      graphqlType: 'STALE_DATA',
    });
  }

  /**
   * 400: the body is no JSON.
   * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#invalid-request-body
   */
  static malformedBody(message = 'Problems parsing JSON'): HostError {
    return new HostError({ status: 400, message });
  }

  /**
   * 422: a field is missing or of the wrong form.
   * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed
   */
  static invalidRequest(problem: string): HostError {
    return new HostError({
      status: 422,
      message: `Invalid request.\n\n${problem}`,
    });
  }

  /**
   * 422 with the list of what is wrong.
   * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#validation-failed
   */
  static validationFailed(
    errors: ValidationProblem[],
    message = 'Validation Failed',
  ): HostError {
    return new HostError({ status: 422, message, errors });
  }

  /**
   * 422 with a sentence of its own, as the Git database answers.
   * https://docs.github.com/rest/git/refs#update-a-reference
   */
  static unprocessable(message: string): HostError {
    return new HostError({ status: 422, message });
  }

  /**
   * 403: the hourly limit of this token is used up.
   * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
   */
  static rateLimited(userId: number): HostError {
    return new HostError({
      status: 403,
      message: `API rate limit exceeded for user ID ${userId}.`,
      documentation: DOCS.rateLimits,
    });
  }

  /**
   * 403 or 429: too much at once; wait as `Retry-After` says.
   * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
   */
  static secondaryRateLimit(
    status: 403 | 429,
    retryAfterSeconds: number,
  ): HostError {
    return new HostError({
      status,
      message:
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      documentation: DOCS.secondaryRateLimits,
      headers: { 'retry-after': String(retryAfterSeconds) },
    });
  }

  /**
   * 5xx: GitHub is in trouble.
   * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
   */
  static serverError(status = 500): HostError {
    return new HostError({
      status,
      message: status === 500 ? 'Server Error' : 'Unavailable',
      documentation: 'https://docs.github.com/rest',
    });
  }

  /** 501, ours alone: a call that nobody taught this host. */
  static unsupported(what: string): HostError {
    return new HostError({
      status: 501,
      message: `${what} is not supported by this development host`,
    });
  }
}

function typeOfStatus(status: number): GraphqlErrorType {
  if (status === 404) return 'NOT_FOUND';
  if (status === 403) return 'FORBIDDEN';
  return 'UNPROCESSABLE';
}
