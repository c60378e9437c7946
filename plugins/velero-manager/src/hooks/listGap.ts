/** Lists change with every signal of a fleet; once a second is what eyes follow. @internal */
export const LIST_GAP_MS = 1000;
