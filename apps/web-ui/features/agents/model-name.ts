import { BUILTIN_MODEL, BUILTIN_MODEL_LABEL } from '@codexos/protocol/model';

/** A model as people call it: the built-in one says what it is. */
export function modelName(ref: string): string {
  return ref === BUILTIN_MODEL ? BUILTIN_MODEL_LABEL : ref;
}
