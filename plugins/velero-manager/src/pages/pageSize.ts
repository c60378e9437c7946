/** Rows of one page of a list. @internal */
export const PAGE_SIZE = 50;
