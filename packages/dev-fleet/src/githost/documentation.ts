/**
 * Pages of GitHub's documentation that error answers point to.
 *
 * @internal
 */
export const DOCS = {
  rateLimits:
    'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api',
  secondaryRateLimits:
    'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits',
} as const;
