/** The revision that Git is at, in the whole story. @internal */
export const REVISION = '7c2f1e9a4b6d8035c1f4e2a9b7d6c5e4f3a2b1c0';

/** A newer one, which some have not followed. @internal */
export const NEWER_REVISION = 'd41a07be5c93f26810eb7f4429c6d05a8b1e3f97';

/** Where the story's sync objects come from; there is no such host. @internal */
export const REPOSITORY = 'https://git.shop.example/platform/config.git';
