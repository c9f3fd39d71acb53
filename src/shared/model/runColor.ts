/** How many run colours there are; the tokens are `--run-0` to `--run-7`. */
export const RUN_COLORS = 8;
