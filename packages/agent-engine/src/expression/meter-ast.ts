import { currentBudget, type Budget } from './budget.ts';
import { matchText } from './match-text.ts';

type Step = (...args: unknown[]) => unknown;

/** The parts of the library's syntax tree that metering touches; its types leave them out. */
interface MeteredNode {
  op: string;
  args: unknown;
  meta: { evaluate: Step; alternate?: unknown; macro?: unknown };
  setMeta(key: string, value: unknown): unknown;
  handle?: Step;
}

/**
 * Makes every node of a checked expression count what it costs: each evaluation a step, each turn of a comprehension
 * an iteration, each operator and function the size of what it works on.
 */
export function meterAst(root: unknown): void {
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) value.forEach(visit);
    else if (isNode(value)) {
      meterNode(value);
      [value.args, value.meta.alternate, value.meta.macro].forEach(visit);
    } else if (isPlain(value)) Object.values(value).forEach(visit);
  };
  visit(root);
}

function meterNode(node: MeteredNode): void {
  const { evaluate } = node.meta;
  const isTurn = node.op === 'comprehension';
  node.setMeta('evaluate', (...args: unknown[]) => {
    currentBudget().spend(1);
    return evaluate(...args);
  });
  if (isTurn) meterTurns(node);
  const { handle, op } = node;
  if (!handle || isTurn) return;
  if (op === 'call' || op === 'rcall') {
    const name = Array.isArray(node.args) ? String(node.args[0]) : '';
    node.handle = (values, ...rest) =>
      metered((budget) => spendOnCall(budget, name, values), name === 'matches' ? matchOr(handle) : handle, [
        values,
        ...rest,
      ]);
  } else if (BINARY.has(op)) {
    node.handle = (left, right, ...rest) =>
      metered((budget) => spendOnBinary(budget, op, left, right), handle, [left, right, ...rest]);
  }
}

const BINARY = new Set(['!=', '==', 'in', '+', '<', '<=', '>', '>=']);

function meterTurns({ args }: MeteredNode): void {
  if (typeof args !== 'object' || args === null || !('step' in args) || !isNode(args.step)) return;
  const { step } = args;
  const { evaluate } = step.meta;
  step.setMeta('evaluate', (...inner: unknown[]) => {
    currentBudget().iterate();
    return evaluate(...inner);
  });
}

function metered(spend: (budget: Budget) => void, handle: Step, args: unknown[]): unknown {
  const budget = currentBudget();
  spend(budget);
  const result = handle(...args);
  if (typeof result === 'string' || result instanceof Uint8Array) budget.checkLength(result.length);
  else if (Array.isArray(result)) budget.spend(result.length);
  return result;
}

/** Patterns are matched within a limit of time; values of other types go to the library, which refuses them. */
function matchOr(handle: Step): Step {
  return (values, ...rest) => {
    const [text, pattern] = Array.isArray(values) ? (values as unknown[]) : [];
    return typeof text === 'string' && typeof pattern === 'string'
      ? matchText(text, pattern)
      : handle(values, ...rest);
  };
}

function spendOnCall(budget: Budget, name: string, values: unknown): void {
  const list: unknown[] = Array.isArray(values) ? values : [];
  for (const value of list) budget.spend(shallowCost(value));
  if (name === 'json') list.forEach((value) => budget.spendOn(value));
  if (name === 'join' && Array.isArray(list[0])) {
    const separator = typeof list[1] === 'string' ? list[1].length : 0;
    let length = 0;
    for (const part of list[0]) length += separator + (typeof part === 'string' ? part.length : 0);
    budget.checkLength(length - separator);
  }
}

function spendOnBinary(budget: Budget, op: string, left: unknown, right: unknown): void {
  if (op === 'in') {
    if (isContainer(left)) budget.spendOn(right);
    else budget.spend(Array.isArray(right) ? right.length : 1);
    return;
  }
  if (op === '+') {
    if (typeof left === 'string' && typeof right === 'string') budget.checkLength(left.length + right.length);
    budget.spend(shallowCost(left) + shallowCost(right));
    return;
  }
  // Two values can be compared no further than the smaller one goes.
  if (isContainer(left) && isContainer(right)) budget.spendOn(left);
  else budget.spend(Math.min(shallowCost(left), shallowCost(right)));
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function shallowCost(value: unknown): number {
  if (typeof value === 'string') return 1 + Math.floor(value.length / 1_000);
  if (Array.isArray(value)) return 1 + value.length / 10;
  return 1;
}

function isNode(value: unknown): value is MeteredNode {
  return (
    typeof value === 'object' && value !== null && 'op' in value && 'meta' in value && 'setMeta' in value
  );
}

// Types and contexts hang on to the tree as well; they hold no nodes of their own.
function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}
