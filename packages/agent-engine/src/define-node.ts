import type { Passage } from '@codexos/protocol/citation';
import type { FlowSettings } from '@codexos/protocol/flow';
import type { JsonValue } from '@codexos/protocol/json';
import type { z } from 'zod';
import type { NodeContext } from './node-context.ts';
import type {
  CompileEnv,
  ConfigProblem,
  EachRule,
  InPort,
  JoinRule,
  NodeKind,
  NodeMeta,
  OutPort,
  PortLists,
  RunInputField,
} from './node-kind.ts';
import type { Outcome } from './outcome.ts';

type InPorts = Readonly<Record<string, InPort>>;
type OutPorts = Readonly<Record<string, OutPort>>;
type Names<TPorts> = keyof TPorts & string;

type ValueOf<TPort extends InPort> = TPort['type'] extends 'text'
  ? string
  : TPort['type'] extends 'passages'
    ? Passage[]
    : JsonValue;

/** What `run` finds on its in-ports: lists where many edges may end, undefined where nothing need arrive. */
export type InputOf<TIn extends InPorts> = {
  readonly [TName in keyof TIn]: TIn[TName]['many'] extends true
    ? ValueOf<TIn[TName]>[]
    : TIn[TName]['required'] extends true
      ? ValueOf<TIn[TName]>
      : ValueOf<TIn[TName]> | undefined;
};

/** What `run` may put values on: any name where a setting lists out-ports. */
type OutNames<TOut extends OutPorts, TLists extends PortLists> = TLists extends { out: string }
  ? string
  : Names<NoInfer<TOut>>;

export interface NodeDefinition<
  TConfig extends z.ZodObject,
  TIn extends InPorts,
  TOut extends OutPorts,
  TLists extends PortLists = PortLists,
> {
  kind: string;
  version: number;
  meta: NodeMeta;
  /** Each property carries `.meta({ label, help, control, placeholder })` for the form. */
  config: TConfig;
  ports: { in: TIn; out: TOut };
  /** Further ports, as settings list them; they come before the others. */
  portLists?: TLists;
  /** Up to two config properties that a card shows. */
  cardSettings?: readonly Names<TConfig['shape']>[];
  /** `run` waits for nothing and touches nothing outside, so it may run before its start is in the journal. */
  isInstant?: boolean;
  loop?: { body: Names<TOut>; back: Names<TIn> };
  each?: (config: z.infer<TConfig>) => EachRule;
  join?: (config: z.infer<TConfig>) => JoinRule;
  runInput?: (config: z.infer<TConfig>) => RunInputField;
  runOutput?: (config: z.infer<TConfig>) => string;
  /** Mistakes that the schema cannot see, such as a broken expression or a tool that does not exist. */
  problems?: (config: z.infer<TConfig>, env: CompileEnv & { settings: FlowSettings }) => ConfigProblem[];
  /** Returns without a promise where nothing is waited for: the run then goes on in the same turn. */
  run: (
    context: NodeContext<z.infer<TConfig>, InputOf<TIn>>,
  ) => Outcome<OutNames<TOut, TLists>> | Promise<Outcome<OutNames<TOut, TLists>>>;
}

/** Declares a kind of node: its schema, its words for people, its ports and its behaviour, typed together. */
export function defineNode<
  TConfig extends z.ZodObject,
  const TIn extends InPorts,
  const TOut extends OutPorts,
  const TLists extends PortLists = Record<never, never>,
>(definition: NodeDefinition<TConfig, TIn, TOut, TLists>): NodeKind {
  return Object.freeze({ ...definition, cardSettings: definition.cardSettings ?? [] });
}
