import { inspect } from 'node:util';
import fc, { type Arbitrary } from 'fast-check';

/** Tries inputs of one kind that strangers write. */
export interface InputCheck {
  readonly name: string;
  readonly run: (options: InputRun) => Promise<InputReport> | InputReport;
}

export interface InputRun {
  readonly seed: number;
  readonly tries: number;
}

export interface InputReport {
  readonly tried: number;
  /** The smallest input found that shows it. */
  readonly fault?: { readonly what: string; readonly example: string };
}

/** Makes a check of one function: `judge` throws, or returns what is wrong. */
export function checkOf<Value>(name: string, inputs: Arbitrary<Value>, judge: (value: Value) => string | undefined): InputCheck {
  return {
    name,
    run({ seed, tries }) {
      const property = fc.property(inputs, (value) => {
        const wrong = judge(value);
        if (wrong !== undefined) throw new Error(wrong);
      });
      const { failed, counterexample, errorInstance, numRuns } = fc.check(property, { seed, numRuns: tries });
      if (!failed) return { tried: numRuns };
      const what = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
      return { tried: numRuns, fault: { what, example: inspect(counterexample?.[0], { depth: 8, maxStringLength: 1000 }) } };
    },
  };
}
