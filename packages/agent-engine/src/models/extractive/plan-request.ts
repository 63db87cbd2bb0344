import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { ModelTool } from '../../ports/model-client.ts';
import { SEARCH_TOOL } from '../search-tool.ts';
import { chooseTool } from './choose-tool.ts';
import { analysedQuestion } from './limits.ts';
import { wordSet } from './words.ts';

const MAX_STEPS = 6;

/**
 * A plan made of the request's own clauses: a tool where one matches with arguments that the clause holds, otherwise
 * a search; then an answer. It has the shape that language models are asked for.
 */
export function planRequest(request: string, tools: readonly ModelTool[]): JsonObject {
  const search = tools.find(({ name }) => name === SEARCH_TOOL);
  const knowledge = knowledgeNames(search);
  const steps: JsonObject[] = [];
  for (const clause of clausesOf(analysedQuestion(request)).slice(0, MAX_STEPS)) {
    const choice = chooseTool(
      clause,
      tools.filter(({ name }) => name !== SEARCH_TOOL),
    );
    if (choice) {
      steps.push(
        step(steps.length, {
          goal: clause,
          uses: { type: 'tool', tool: choice.tool },
          doneWhen: 'The tool has given a result.',
        }),
      );
    } else {
      for (const name of knowledge) {
        steps.push(
          step(steps.length, {
            goal: clause,
            uses: { type: 'search', knowledge: name },
            doneWhen: 'Passages are found.',
          }),
        );
      }
    }
  }
  const after = steps.map(({ id }) => id ?? '');
  steps.push({
    ...step(steps.length, {
      goal: request,
      uses: { type: 'answer' },
      doneWhen: 'Every part of the request is answered.',
    }),
    after,
  });
  return { steps };
}

/** The parts of a request that can be looked into one by one. */
export function clausesOf(request: string): string[] {
  const clauses = request
    .split(
      /[?!;\n]+|\.(?=\s|$)|,?\s+(?:and then|and also|then|and|as well as)\s+(?=(?:how|what|where|which|who|why|when|is|are|does|do|can|list|show|find|read|explain|compare|calculate)\b)/i,
    )
    .map((clause) => clause.trim().replace(/^[,\s]+|[,\s]+$/g, ''))
    .filter((clause) => wordSet(clause).size > 0);
  return clauses.length === 0 ? [request.trim()] : [...new Set(clauses)];
}

function step(index: number, fields: JsonObject): JsonObject {
  return { id: `step-${index + 1}`, after: [], ...fields };
}

function knowledgeNames(search: ModelTool | undefined): string[] {
  const properties = search?.inputSchema.properties;
  const knowledge = isObject(properties) ? properties.knowledge : undefined;
  const names = isObject(knowledge) && Array.isArray(knowledge.enum) ? knowledge.enum : [];
  return names.filter((name): name is string => typeof name === 'string');
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
