/** How many of the next runs are shown. @internal */
export const SHOWN_RUNS = 5;
