import { flowProblemSchema, type FlowProblem } from '@codexos/protocol/flow';
import type { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';

const detailsSchema = z.object({ problems: z.array(flowProblemSchema) });

/** A problem of a flow for people: where, what and what to do. */
export function describeProblem({ severity, code, message, hint, nodeId, edgeId }: FlowProblem): string {
  const places = [
    ...(nodeId === undefined ? [] : [`node ${nodeId}`]),
    ...(edgeId === undefined ? [] : [`edge ${edgeId}`]),
  ];
  const place = places.length === 0 ? 'flow' : places.join(', ');
  return `${severity}  ${place}  ${code}\n  ${message}\n  ${hint}`;
}

/** The problems that an error carries, none when it is of another kind. */
export function problemsOf({ details }: CodexError): FlowProblem[] {
  const parsed = detailsSchema.safeParse(details);
  return parsed.success ? parsed.data.problems : [];
}
