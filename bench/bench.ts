/** One measured figure. */
export interface Row {
  what: string;
  /** With its unit. */
  value: string;
  /** What it should reach, in words. */
  reach?: string;
  reached?: boolean;
}

/** A benchmark: exported as `bench` from a file named `<name>.bench.ts`. Figures are ratios within one run where they can be. */
export interface Bench {
  what: string;
  /** Flags are what was given on the command line after `--`, such as `--long`. */
  run(flags: string[]): Promise<Row[]>;
}

export const row = (what: string, value: string, reach: string, reached: boolean): Row => ({
  what,
  value,
  reach,
  reached,
});
export const fact = (what: string, value: string): Row => ({ what, value });
