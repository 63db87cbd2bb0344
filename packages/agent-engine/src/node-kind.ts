import type { FlowProblem, FlowSettings } from '@codexos/protocol/flow';
import type { NodeGroup } from '@codexos/protocol/catalogue';
import type { JsonValue } from '@codexos/protocol/json';
import type { PortType } from '@codexos/protocol/port-type';
import type { z } from 'zod';
import type { NodeContext } from './node-context.ts';
import type { Outcome } from './outcome.ts';
import type { ToolSpec } from './ports/tool-runner.ts';

export interface InPort {
  label: string;
  type: PortType;
  /** The node cannot run without a value here. */
  required?: boolean;
  /** Takes any number of edges and gives the node a list. */
  many?: boolean;
}

export interface OutPort {
  label: string;
  type: PortType;
}

/**
 * When a node is ready: `all` waits until every edge has a value or is dead, `first` until `count` values are there.
 * With a limit it goes on with what has come that long after the first value.
 */
export type JoinRule = ({ type: 'all' } | { type: 'first'; count: number }) & { limitMs?: number };

/** Paths of the settings whose items are ports too, `{ name, label?, type?, required? }` each. */
export interface PortLists {
  in?: string;
  out?: string;
}

/** Ports of a kind that repeats what hangs between `body` and `back`. */
export interface LoopPorts {
  body: string;
  back: string;
}

/** How a kind that repeats its body for each item of the list on its body port does so. */
export interface EachRule {
  /** Items that are worked on at the same time. */
  concurrency: number;
}

/** A named value that a run takes, as a node of the flow declares it. */
export interface RunInputField {
  name: string;
  label: string;
  type: 'text' | 'number' | 'boolean' | 'json';
  isRequired: boolean;
  defaultValue?: JsonValue;
  help?: string;
}

/** What a flow is checked against. A list that is absent is not checked. */
export interface CompileEnv {
  tools?: readonly ToolSpec[];
  /** References; `provider/*` allows every model of a provider. */
  models?: readonly string[];
  agents?: readonly { agentId: string; tools?: readonly string[] }[];
  knowledge?: readonly string[];
  /** Flows that the flow calls. */
  flows?: readonly KnownFlow[];
  /** What `secret:NAME` may name; `tools` are those that it is granted to, any when absent. */
  secrets?: readonly KnownSecret[];
}

/** A flow that is called, at one version of it. */
export interface KnownFlow {
  flowId: string;
  version: number | 'latest';
  name: string;
  /** Absent when it has no such version, or none that is published. */
  called?: { inputs: readonly RunInputField[]; outputs: readonly string[]; settings: FlowSettings };
  /** Names of the flows along which it would come to call itself. */
  circle?: readonly string[];
}

export interface KnownSecret {
  name: string;
  tools?: readonly string[];
  isRevoked: boolean;
}

export interface ConfigProblem {
  code: FlowProblem['code'];
  message: string;
  hint: string;
  /** Path into the config. */
  configPath?: string;
  /** Name of the thing that is missing, where it can be added elsewhere. */
  subject?: string;
  severity?: FlowProblem['severity'];
}

export interface NodeMeta {
  label: string;
  group: NodeGroup;
  /** Name of a lucide icon. */
  icon: string;
  summary: string;
}

/**
 * A kind of node with its types erased, as the engine handles it. All that makes one kind different from another is
 * said here; the engine itself never names a kind.
 */
export interface NodeKind {
  readonly kind: string;
  readonly version: number;
  readonly meta: NodeMeta;
  readonly config: z.ZodObject;
  readonly ports: {
    readonly in: Readonly<Record<string, InPort>>;
    readonly out: Readonly<Record<string, OutPort>>;
  };
  readonly cardSettings: readonly string[];
  readonly portLists?: PortLists;
  readonly isInstant?: boolean;
  readonly loop?: LoopPorts;
  /**
   * The turns of the loop stand beside each other instead of following each other: one for each item of the list that
   * the first activation puts on the body port. What they bring back arrives on the back port as one list.
   */
  readonly each?: (config: never) => EachRule;
  readonly join?: (config: never) => JoinRule;
  readonly runInput?: (config: never) => RunInputField;
  /** The name under which the value on the first in-port is an output of the run. */
  readonly runOutput?: (config: never) => string;
  readonly problems?: (config: never, env: CompileEnv & { settings: FlowSettings }) => ConfigProblem[];
  readonly run: (context: NodeContext<never, never>) => Outcome | Promise<Outcome>;
}

/** What a run is given and gives, and what repeats other nodes, is nothing without the flow around it. */
export function runsAlone({ loop, runInput, runOutput }: NodeKind): boolean {
  return loop === undefined && runInput === undefined && runOutput === undefined;
}
