/**
 * What one evaluation may cost. Expressions have no unbounded loops, but lists within lists, doubling texts and large
 * comparisons add up; the steps are counted, and whatever exceeds them ends the evaluation.
 */
const MAX_STEPS = 1_000_000;
const MAX_ITERATIONS = 200_000;
const MAX_MILLISECONDS = 1_000;
const MAX_TEXT_LENGTH = 1_000_000;
/** Steps between two looks at the clock. */
const CLOCK_INTERVAL = 10_000;
/** Characters that cost as much as one step. */
const CHARACTERS_PER_STEP = 100;

/** Thrown when an evaluation costs too much. */
export class BudgetError extends Error {
  override readonly name = 'BudgetError';
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

export class Budget {
  #steps = 0;
  #iterations = 0;
  #outputs = 0;
  #nextLook = CLOCK_INTERVAL;
  #deadline = performance.now() + MAX_MILLISECONDS;
  /** What was exceeded; operators of the language swallow errors, so it is asked for at the end as well. */
  #exceeded: BudgetError | null = null;

  /** Counts steps. Throws once they are too many, and at every call from then on. */
  spend(steps: number): void {
    if (this.#exceeded) throw this.#exceeded;
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) this.#fail(`it takes more than ${MAX_STEPS} steps`, SMALLER);
    if (this.#steps < this.#nextLook) return;
    this.#nextLook = this.#steps + CLOCK_INTERVAL;
    if (performance.now() > this.#deadline)
      this.#fail(`it takes longer than ${MAX_MILLISECONDS} ms`, SMALLER);
  }

  /** Counts one turn of a map, filter, exists or all. */
  iterate(): void {
    this.spend(1);
    this.#iterations += 1;
    if (this.#iterations > MAX_ITERATIONS)
      this.#fail(`it goes through more than ${MAX_ITERATIONS} elements`, SMALLER);
  }

  /** Refuses texts that grow beyond the limit. */
  checkLength(length: number): void {
    if (length > MAX_TEXT_LENGTH)
      this.#fail(
        `it makes a text of more than ${MAX_TEXT_LENGTH} characters`,
        'Shorten the texts first, with substring(…).',
      );
  }

  /** Refuses a value for a reason of its own. */
  refuse(message: string, remedy: string): never {
    return this.#fail(message, remedy);
  }

  /** Counts the parts of a value, its inner lists and maps included. */
  spendOn(value: unknown): void {
    this.spend(1);
    if (typeof value === 'string') this.spend(Math.floor(value.length / CHARACTERS_PER_STEP));
    else if (value instanceof Uint8Array) this.spend(Math.floor(value.length / CHARACTERS_PER_STEP));
    else if (Array.isArray(value)) for (const inner of value) this.spendOn(inner);
    else if (value instanceof Map) for (const inner of value.values()) this.spendOn(inner);
    else if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) this.spendOn(inner);
  }

  /** Counts one list or map of the result; lists that hold one another several times can be huge when written out. */
  spendOnOutput(): void {
    this.#outputs += 1;
    if (this.#outputs > MAX_STEPS)
      this.#fail(`its result has more than ${MAX_STEPS} lists and maps`, SMALLER);
  }

  throwIfExceeded(): void {
    if (this.#exceeded) throw this.#exceeded;
  }

  #fail(message: string, remedy: string): never {
    this.#exceeded ??= new BudgetError(message, remedy);
    throw this.#exceeded;
  }
}

const SMALLER = 'Give it less: filter or cut the lists before, and do not go through a list within another.';

let current: Budget | null = null;

/** Evaluations are synchronous, so that one budget is in force at a time. */
export function withBudget<T>(work: (budget: Budget) => T): T {
  const outer = current;
  const budget = new Budget();
  current = budget;
  try {
    const result = work(budget);
    budget.throwIfExceeded();
    return result;
  } catch (error) {
    // The language puts its own error around; what was exceeded says more.
    budget.throwIfExceeded();
    throw error;
  } finally {
    current = outer;
  }
}

/** The budget of the evaluation that runs now. */
export function currentBudget(): Budget {
  current ??= new Budget();
  return current;
}
